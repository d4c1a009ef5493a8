import { parseArgs } from "node:util";
import { type App, createApp } from "../../app/app.ts";
import { Fault } from "../../model/fault.ts";
import { Misuse } from "../ask/misuse.ts";
import { openOutput } from "../ask/output-file.ts";
import { readRest } from "../ask/rest-of-input.ts";
import { exitOf } from "../failure.ts";
import { goodConfig } from "../good-config.ts";
import { print, printError } from "../print.ts";

const USAGE = "Usage: sourcing-mcp report [decision id | --input FILE] [-o report.html] [--lang en|zh]";

type Language = App["pageLanguage"];
interface Asked {
  readonly id: string | null;
  /** A saved answer, or a question, as JSON; "-" is what comes in. */
  readonly input: string | null;
  /** Null: to standard output. */
  readonly output: string | null;
  /** Null: the settings'. */
  readonly language: Language | null;
}

/** Writes a decision as a page: a kept one, the newest where none is named, or a file's. Exit code 1: it failed, 2: not understood. */
export async function report(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    print(USAGE);
    return 0;
  }
  let app: App | null = null;
  try {
    const asked = read(args);
    // Looked at before anything is asked: what cannot be written need not be drawn.
    const output = await openOutput(asked.output);
    app = createApp(goodConfig(), () => undefined);
    const language = asked.language ?? app.pageLanguage;
    await output(asked.input === null ? await keptPage(app, asked.id, language) : await inputPage(app, asked.input, language));
    if (asked.output !== null) printError(`Written: ${asked.output}`);
    return 0;
  } catch (error) {
    return exitOf("report", error, USAGE);
  } finally {
    await app?.close();
  }
}

/** @throws Misuse */
function read(args: readonly string[]): Asked {
  const { values, positionals } = options(args);
  const { input = null, output = null, lang = null } = values;
  const [id = null] = positionals;
  if (positionals.length > 1) throw new Misuse("one decision at a time");
  if (id !== null && input !== null) throw new Misuse("either a decision or a file");
  if (lang !== null && lang !== "en" && lang !== "zh") throw new Misuse(`there is no page in "${lang}": en or zh`);
  return { id, input, output: output === "-" ? null : output, language: lang };
}

function options(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { input: { type: "string" }, output: { type: "string", short: "o" }, lang: { type: "string" } },
    });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : "not understood");
  }
}

async function keptPage(app: App, id: string | null, language: Language): Promise<string> {
  const name = id ?? (await app.decisionIds())[0] ?? null;
  const page = name === null ? null : await app.decisionPage(name, language);
  if (page !== null) return page;
  throw new Fault({
    kind: "bad_input",
    message:
      name === null ? "no decision is kept" : `no decision is kept under ${name}: one is kept 90 days, and a purge removes it`,
    next: "Take `decision_id` from the answer of compare_purchase_options, or give a saved answer with --input.",
  });
}

/** The page of a saved answer; a question is asked first. */
async function inputPage(app: App, path: string, language: Language): Promise<string> {
  const given = await readRest(path);
  const saved = await app.answerPage(given, language);
  if (saved !== null) return saved;
  if (!("quantity" in given)) {
    throw new Fault({
      kind: "bad_input",
      message: `${path === "-" ? "stdin" : path} holds neither an answer of compare_purchase_options nor a question for it`,
      next: 'Save its structured answer, or write a question: {"products": ["1688:…"], "quantity": 500}.',
    });
  }
  const call = { signal: new AbortController().signal, onSettled: () => undefined };
  const { structured, text, isError } = await app.call("compare_purchase_options", { ...given, detail: "full" }, call);
  const id = structured?.["decision_id"];
  const kept = typeof id === "string" ? await app.decisionPage(id, language) : null;
  const page = kept ?? (await app.answerPage(structured, language));
  if (page === null || isError) throw new Fault({ kind: "bad_input", message: text });
  return page;
}
