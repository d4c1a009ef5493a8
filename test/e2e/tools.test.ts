import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advertise } from "../../src/tools/advertise.ts";
import { TOOLS } from "../../src/tools/index.ts";
import { GENERATIONS, type TestClient } from "../support/clients.ts";

const complete = Object.fromEntries(TOOLS.map((tool) => [tool.name, tool.output]));

// Each client checks `structuredContent` against the advertised schema by itself; the complete schema is checked here.
describe.each(Object.entries(GENERATIONS))("%s", (_name, connect) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client?.close());

  it("lists the tools in a fixed order, within 20,000 bytes, the first four within 16,000", async () => {
    const tools = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    const first = ["get_product", "compare_purchase_options", "score_supplier", "extract_language"];
    const bytes = (listed: unknown): number => Buffer.byteLength(JSON.stringify({ tools: listed }));
    expect(bytes(tools)).toBeLessThanOrEqual(20_000);
    expect(bytes(tools.filter(({ name }) => first.includes(name)))).toBeLessThanOrEqual(16_000);
    // The build puts the definitions into the program as data: they are those of the tools it holds.
    expect(tools).toEqual(TOOLS.map(advertise));
  });

  it("reads the instructions, with references to try", () => {
    expect(client.instructions().length).toBeLessThan(2_000);
    expect(client.instructions()).toMatch(/1688:\d{10,}/);
    expect(client.instructions()).toMatch(/alibaba:\d{10,}/);
    expect(client.instructions()).toMatch(/aliexpress:\d{10,}/);
  });

  it.each([
    ["get_product", { products: ["TUMBLER_1688"] }],
    [
      "compare_purchase_options",
      { products: ["TUMBLER_1688", "TUMBLER_ALIBABA", "TUMBLER_ALIEXPRESS"], quantity: 5000, destination: "US" },
    ],
    ["score_supplier", { products: ["TUMBLER_1688", "TUMBLER_ALIBABA"] }],
    ["extract_language", { product: "TUMBLER_1688", languages: ["en"] }],
  ])("calls %s and gets an answer that holds to the complete schema", async (name, args) => {
    const answer = await client.call(name, resolveExamples(args, client.instructions()));
    expect(answer.isError, answer.text).toBe(false);
    expect(complete[name]?.parse(answer.structured)).toBeTruthy();
    expect(answer.structured?.["mode"]).toBe("sandbox");
    expect(answer.text).toMatch(/invented/);
  });
});

/** References as a client finds them: in the server's own instructions. */
function resolveExamples(args: Record<string, unknown>, instructions: string): Record<string, unknown> {
  const line = /^- .*tumbler.*$/im.exec(instructions)?.[0] ?? "";
  const first = (marketplace: string): string => new RegExp(`${marketplace}:\\d+`).exec(line)?.[0] ?? "";
  const named: Record<string, string> = {
    TUMBLER_1688: first("1688"),
    TUMBLER_ALIBABA: first("alibaba"),
    TUMBLER_ALIEXPRESS: first("aliexpress"),
  };
  return JSON.parse(JSON.stringify(args, (_key, value) => (typeof value === "string" ? (named[value] ?? value) : value)));
}
