import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type App, createApp } from "../app/app.ts";
import { Fault } from "../model/fault.ts";
import { printFailure } from "./failure.ts";
import { goodConfig } from "./good-config.ts";
import { print, printError } from "./print.ts";

const USAGE = "Usage: sourcing-mcp report [decision id | --input FILE] [-o report.html] [--lang en|zh]";

type Language = "en" | "zh";
interface Asked {
  readonly id: string | null;
  /** A saved answer, or a question, as JSON; "-" is what comes in. */
  readonly input: string | null;
  /** Null: to standard output. */
  readonly output: string | null;
  readonly language: Language;
}

/** Writes a decision as a page: a kept one, the newest where none is named, or that of a file. Exit code 1: it failed, 2: not understood. */
export async function report(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (asked === null) {
    printError(USAGE);
    return 2;
  }
  try {
    const app = createApp(goodConfig(), () => undefined);
    try {
      const page = asked.input === null ? await keptPage(app, asked) : await inputPage(app, asked.input, asked.language);
      if (asked.output === null) print(page.trimEnd());
      else await putWhole(asked.output, page);
      if (asked.output !== null) printError(`Written: ${asked.output}`);
      return 0;
    } finally {
      await app.close();
    }
  } catch (error) {
    printFailure("report", error);
    return 1;
  }
}

/** Null where the arguments say nothing that can be done. */
function read(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { input: { type: "string" }, output: { type: "string", short: "o" }, lang: { type: "string" } },
    });
    const { input = null, output = null, lang = "en" } = values;
    const [id = null] = positionals;
    if (positionals.length > 1 || (id !== null && input !== null) || (lang !== "en" && lang !== "zh")) return null;
    return { id, input, output: output === "-" ? null : output, language: lang };
  } catch {
    return null;
  }
}

async function keptPage(app: App, { id, language }: Asked): Promise<string> {
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
  const given = parsed(path === "-" ? await standardInput() : await readFile(path, "utf8"));
  const saved = given === null ? null : await app.answerPage(given, language);
  if (saved !== null) return saved;
  if (given === null || !("quantity" in given)) {
    throw new Fault({
      kind: "bad_input",
      message: "the file holds neither an answer of compare_purchase_options nor a question for it, as JSON",
      next: 'Save its structured answer, or write a question: {"products": ["1688:…"], "quantity": 500}.',
    });
  }
  const { signal } = new AbortController();
  const result = await app.call(
    "compare_purchase_options",
    { ...given, detail: "full" },
    { signal, onSettled: () => undefined },
  );
  const id = result.structured?.["decision_id"];
  const page =
    typeof id === "string" ? await app.decisionPage(id, language) : await app.answerPage(result.structured ?? {}, language);
  if (page === null || result.isError) throw new Fault({ kind: "bad_input", message: result.text });
  return page;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** Beside its place first, so that the page is there whole or not at all. */
async function putWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
