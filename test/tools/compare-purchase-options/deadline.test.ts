import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import { getProduct } from "../../../src/tools/get-product/tool.ts";
import { aContext } from "../../support/market.ts";
import { listing, openMarket, PLAIN } from "../../support/open-market.ts";

const [QUICK, SLOW] = ["1600590399629", "1601206810412"] as const;

it("a call of a tool ends after 45 seconds with what is in, and names what is outstanding", async () => {
  const { time, market, answers } = openMarket(PLAIN);
  answers(async ({ ids: [id] }) => {
    if (id === SLOW) await time.sleep(50_000);
    return listing(id);
  });
  const ask = (...ids: readonly string[]) => {
    const context = aContext({ listings: {} }, { mode: "live", market: async () => market });
    return time.finish(
      callTool(getProduct, { products: ids.map((id) => `alibaba:${id}`) }, context, (error) => {
        throw error;
      }),
    );
  };
  const { structured, text, isError } = await ask(SLOW, QUICK);
  expect(time.elapsed()).toBe(45_000);
  expect(isError).toBe(false);
  expect(structured).toMatchObject({
    counts: { ok: 1, failed: 1 },
    products: [
      { ref: `alibaba:${SLOW}`, status: "error", error: { code: "timed_out", retryable: true } },
      { ref: `alibaba:${QUICK}`, status: "ok" },
    ],
  });
  expect(text).toContain(`### alibaba:${SLOW}: failed\nThere was no answer in time (timed out). Trying again can help.`);
  // What came later is kept for the next question.
  await time.advance(10_000);
  expect((await ask(SLOW)).structured).toMatchObject({
    counts: { ok: 1 },
    products: [{ product: { source: { cached: true } } }],
  });
  expect(time.elapsed()).toBe(55_000);
});
