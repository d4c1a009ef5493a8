import { type App, createApp } from "../../app/app.ts";
import type { CallResult } from "../../tools/call-tool.ts";
import type { ComparisonAnswer } from "../../tools/compare-purchase-options/answer-schema.ts";
import type { SearchAnswer } from "../../tools/search-products/answer-schema.ts";
import { FAILED, MISUSED } from "../exit-codes.ts";
import { exitOf } from "../failure.ts";
import { goodConfig } from "../good-config.ts";
import { print, printError } from "../print.ts";
import { CARD_COLUMNS, cardRow } from "./card-rows.ts";
import { csvOf, jsonLinesOf, type Row } from "./csv.ts";
import { type AskTool, everySku } from "./every-sku.ts";
import { fieldsOf } from "./fields.ts";
import { optionColumns, optionRow } from "./option-rows.ts";
import { openOutput } from "./output-file.ts";
import { showProgress } from "./progress.ts";
import { type Question, readQuestion } from "./question.ts";
import { readRest } from "./rest-of-input.ts";
import { SKU_COLUMNS, skuRows } from "./sku-rows.ts";
import { usage } from "./usage.ts";

interface Table {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
}

/** A tool as a command. */
interface Asked {
  readonly command: string;
  readonly tool: string;
  /** The input field that takes what is written without an option. */
  readonly words: string;
  /** What the tool must be asked for so that the rows hold all. */
  readonly whole: Readonly<Record<string, unknown>>;
  table(structured: Readonly<Record<string, unknown>>, ask: AskTool, input: Readonly<Record<string, unknown>>): Promise<Table>;
}

// By it Excel knows a file for UTF-8: without it Chinese names are letters of another script. Programs that read a pipe want none.
const BYTE_ORDER_MARK = "\uFEFF";

const COMMANDS = {
  search: {
    command: "search",
    tool: "search_products",
    words: "query",
    whole: {},
    async table(structured) {
      const { results } = structured as SearchAnswer;
      return { rows: results.map(cardRow), columns: CARD_COLUMNS };
    },
  },
  get: {
    command: "get",
    tool: "get_product",
    words: "products",
    whole: { detail: "full", sku_limit: 200 },
    async table(structured, ask, input) {
      const items = await everySku(structured, ask, input);
      return { rows: items.flatMap(skuRows), columns: SKU_COLUMNS };
    },
  },
  compare: {
    command: "compare",
    tool: "compare_purchase_options",
    words: "products",
    whole: { detail: "full" },
    async table(structured) {
      const answer = structured as ComparisonAnswer;
      return { rows: answer.options.map((option) => optionRow(option, answer)), columns: optionColumns(answer) };
    },
  },
} as const satisfies Readonly<Record<string, Asked>>;

export const search = (args: readonly string[]): Promise<number> => ask(COMMANDS.search, args);
export const get = (args: readonly string[]): Promise<number> => ask(COMMANDS.get, args);
export const compare = (args: readonly string[]): Promise<number> => ask(COMMANDS.compare, args);

/** Asks a tool from the command line. Exit code 0: answered, 1: failed, 2: not understood. */
async function ask(asked: Asked, args: readonly string[]): Promise<number> {
  let app: App | null = null;
  try {
    app = createApp(goodConfig(), () => undefined);
    return await askIn(app, asked, args);
  } catch (error) {
    return exitOf(asked.command, error, `sourcing-mcp ${asked.command} --help says what may be written.`);
  } finally {
    await app?.close();
  }
}

async function askIn(app: App, asked: Asked, args: readonly string[]): Promise<number> {
  const definition = app.definitions.find(({ name }) => name === asked.tool);
  if (definition === undefined) throw new Error(`there is no tool ${asked.tool}`);
  const question = readQuestion(args, fieldsOf(definition), asked.words);
  if (question.wantsHelp) {
    print(usage(asked.command, asked.words, definition));
    return 0;
  }
  const isTable = question.format === "csv" || question.format === "jsonl";
  const written = { ...(await readRest(question.inputFile)), ...question.given };
  const input = { ...written, ...(isTable ? { ...asked.whole, ...only(written, ["sku_limit"]) } : {}) };
  // Looked at before anything is asked: what cannot be written need not be fetched.
  const output = await openOutput(question.outputFile);
  const progress = showProgress(process.stderr, input["products"]);
  const askTool: AskTool = (more) =>
    app.call(asked.tool, more, {
      signal: new AbortController().signal,
      isWhole: question.format !== "text",
      onSettled: progress.settled,
    });
  const result = await askTool(input).finally(progress.end);
  if (result.structured === null) {
    printError(result.text);
    return result.fault === "bad_input" || result.fault === "bad_reference" ? MISUSED : FAILED;
  }
  const text = await inFormat(question, asked, result, askTool, input);
  // A file holds an answer or what it held before.
  if (result.isError && question.outputFile !== null) printError(result.text);
  else {
    await output(question.format === "csv" && question.outputFile !== null ? `${BYTE_ORDER_MARK}${text}` : text);
    if (question.outputFile !== null) printError(`Written: ${question.outputFile}`);
  }
  if (isTable) for (const line of besides(result.structured)) printError(line);
  return result.isError ? FAILED : 0;
}

async function inFormat(
  { format }: Question,
  asked: Asked,
  { structured, text }: CallResult,
  askTool: AskTool,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  if (format === "text" || structured === null) return `${text}\n`;
  if (format === "json") return `${JSON.stringify(structured, null, 2)}\n`;
  const { rows, columns } = await asked.table(structured, askTool, input);
  return format === "csv" ? csvOf(rows, columns) : jsonLinesOf(rows);
}

const only = (record: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));

/** What a table has no column for, for the person who looks on. */
function besides(structured: Readonly<Record<string, unknown>>): readonly string[] {
  const { by_marketplace: places = [], products: items = [] } = structured as {
    by_marketplace?: SearchAnswer["by_marketplace"];
    products?: readonly { readonly ref: string; readonly error?: { readonly message: string } }[];
  };
  const verdict = structured["verdict"] as ComparisonAnswer["verdict"] | undefined;
  const outstanding = (structured["outstanding"] ?? []) as readonly string[];
  return [
    ...places
      .filter(({ state }) => state !== "ok")
      .map(({ marketplace, state, message }) => [marketplace, state, message].filter(Boolean).join(": ")),
    ...items.flatMap(({ ref, error }) => (error === undefined ? [] : [`${ref}: ${error.message}`])),
    ...(verdict === undefined ? [] : [verdict.headline]),
    ...outstanding,
  ];
}
