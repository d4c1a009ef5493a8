import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contest } from "../../src/sandbox/catalogue/catalogue.ts";
import { connectModern, type TestClient } from "../support/clients.ts";
import { endAll, stateFolder } from "../support/server-process.ts";
import { expectReadable } from "./readable.ts";
import { EIGHT_QUESTIONS, GOLDEN_QUESTIONS } from "./questions.ts";

// UPDATE_GOLDEN=1 writes the answers anew and keeps the arithmetic above them: check it again by hand, then commit both.
const isUpdate = process.env["UPDATE_GOLDEN"] === "1";
let client: TestClient;

beforeAll(async () => {
  client = await connectModern({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: stateFolder() });
});
afterAll(async () => {
  await client.close();
  await endAll();
});

const answers = new Map<string, ReturnType<TestClient["call"]>>();

/** The answer to a question of the table, asked once. */
function asked(name: string, question: Readonly<Record<string, unknown>>): ReturnType<TestClient["call"]> {
  const answer = answers.get(name) ?? client.call("compare_purchase_options", question);
  answers.set(name, answer);
  return answer;
}

describe("the answer to a buyer's question", () => {
  it.each(Object.entries(GOLDEN_QUESTIONS))("%s is the one that was worked out by hand", async (name, question) => {
    const { text, isError } = await asked(name, question);
    expect(isError).toBe(false);
    expectReadable(text, name);
    expect(text.split("\n").length).toBeLessThanOrEqual(25);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_500);
    const file = new URL(`${name}.md`, import.meta.url);
    const written = existsSync(file) ? readFileSync(file, "utf8") : "";
    const golden = `${arithmeticOf(written)}\n\`\`\`json\n${JSON.stringify(question)}\n\`\`\`\n\n${ageless(withoutDecision(text))}\n`;
    if (isUpdate) writeFileSync(file, golden);
    else expect(golden).toBe(written);
  });
});

describe("the first twelve lines and the first fields of an answer", () => {
  it.each(Object.entries(EIGHT_QUESTIONS))("%s: tell whom, how many, the total, what is unknown and what next", async (name, question) => {
    const { text, structured } = await asked(name, question);
    const { verdict, options, ranks } = structured as unknown as Answer;
    const first = verdict.rule[0]?.buy ?? verdict.contenders[0] ?? ranks.cost[0];
    const option = options.find(({ ref }) => ref === first);
    const said = {
      text: text.split("\n").slice(0, 12).join(" "),
      structure: [verdict.headline, verdict.because, ...verdict.next_steps].join(" "),
    };
    for (const [channel, words] of Object.entries(said)) {
      expect(words, `${channel}: whom`).toContain(first);
      expect(words, `${channel}: how many`).toContain(grouped(String(option?.buy.quantity)));
      expect(words, `${channel}: the total`).toContain(grouped(option?.cost.total.low ?? "none"));
      expect(words, `${channel}: what is unknown`).toMatch(option?.cost.missing.length === 0 ? /Every cost/ : /Not known[^.]*: \S/);
      expect(words, `${channel}: what next`).toMatch(/(?:Ask|Find out|Say|Before you pay|Choose)[ ,].{10}/);
    }
    expect(said.text).toContain("Now: ");
    // The field comes before the options, so that a reader who stops early has read it.
    expect(JSON.stringify(structured).indexOf('"next_steps"')).toBeLessThan(JSON.stringify(structured).indexOf('"options"'));
  });
});

interface Answer {
  readonly verdict: {
    readonly headline: string;
    readonly because: string;
    readonly rule: readonly { readonly buy: string }[];
    readonly contenders: readonly string[];
    readonly next_steps: readonly string[];
  };
  readonly options: readonly {
    readonly ref: string;
    readonly buy: { readonly quantity: number };
    readonly cost: { readonly total: { readonly low: string }; readonly missing: readonly string[] };
  }[];
  readonly ranks: { readonly cost: readonly string[] };
}

const grouped = (figure: string): string => figure.replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\..*)/g, ",");

// Another name each time.
const withoutDecision = (text: string): string => text.replace(/d-[0-9a-z]{9}-[0-9a-f]{8}/g, "d-…");

const TEN = [...contest("tumblers"), ...contest("litter mats")].slice(0, 10);

describe("the short form of ten listings", () => {
  it.each([
    { destination: "US" },
    { destination: "DE", currency: "EUR", costs: { duty_rate: "0.02", vat_rate: "0.19" } },
  ])("is small in both channels: %o", async (where) => {
    const { text, structured } = await client.call("compare_purchase_options", { products: TEN, quantity: 5_000, ...where });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_500);
    expect(Buffer.byteLength(JSON.stringify(structured))).toBeLessThanOrEqual(12_000);
    const { because } = structured?.["verdict"] as { because: string };
    expect(because.match(/[.] |[.]$/g)?.length).toBeLessThanOrEqual(2);
  });
});

const arithmeticOf = (written: string): string => /^<!--[\s\S]*?-->\n/.exec(written)?.[0] ?? "<!--\n-->\n";

/** Without what depends on the day: the sandbox's rates grow old. */
const ageless = (text: string): string => text.replace(/^_The exchange rates are \d+ days old.*\n/m, "");
