import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contest } from "../../src/sandbox/catalogue/catalogue.ts";
import { connectModern, type TestClient } from "../support/clients.ts";
import { GOLDEN_QUESTIONS } from "./questions.ts";

// UPDATE_GOLDEN=1 writes the answers anew and keeps the arithmetic above them: check it again by hand, then commit both.
const isUpdate = process.env["UPDATE_GOLDEN"] === "1";
const state = mkdtempSync(join(tmpdir(), "sourcing-golden-"));
let client: TestClient;

beforeAll(async () => {
  client = await connectModern({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: state });
});
afterAll(async () => {
  await client.close();
  rmSync(state, { recursive: true, force: true });
});

describe("the answer to a buyer's question", () => {
  it.each(Object.entries(GOLDEN_QUESTIONS))("%s is the one that was worked out by hand", async (name, question) => {
    const { text, isError } = await client.call("compare_purchase_options", question);
    expect(isError).toBe(false);
    const file = new URL(`${name}.md`, import.meta.url);
    const written = existsSync(file) ? readFileSync(file, "utf8") : "";
    const golden = `${arithmeticOf(written)}\n\`\`\`json\n${JSON.stringify(question)}\n\`\`\`\n\n${ageless(withoutDecision(text))}\n`;
    if (isUpdate) writeFileSync(file, golden);
    else expect(golden).toBe(written);
  });
});

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
