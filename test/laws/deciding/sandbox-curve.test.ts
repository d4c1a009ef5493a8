import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contest, LISTINGS } from "../../../src/sandbox/catalogue/catalogue.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { connectModern, type TestClient } from "../../support/clients.ts";
import { endAll, stateFolder } from "../../support/server-process.ts";

const isLong = process.env["SOURCING_TEST_LONG"] === "1";
const TIMEOUT_MS = 600_000;
const QUANTITIES = 200;
const NEED = 1_500;
const COSTS = { freight: 900, insurance_rate: 0.003, duty_rate: 0.05, brokerage: 150, last_mile: 300, origin_inland: 80 };

// Where a platform quotes deliveries for one quantity at a time, the curve leaves them out and says so: 1688 quotes none.
const FAMILIES = [...new Set(LISTINGS.map(({ family }) => family))]
  .map((family) => contest(family).filter((ref) => ref.startsWith("1688:")))
  .filter((refs) => refs.length > 1);

// A walk over the quantities from one to ten times the need that is the same each time, small ones as often as large ones.
const quantityAt = (index: number): number => Math.max(1, Math.round(Math.exp(((index * 0.618034) % 1) * Math.log(NEED * 10))));

describe.skipIf(!isLong)("the curve of the sandbox's families", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await connectModern({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: stateFolder() });
  });
  afterAll(async () => {
    await client.close();
    await endAll();
  });
  const ask = async (products: readonly string[], quantity: number, costs: object): Promise<ComparisonAnswer> => {
    const { structured } = await client.call("compare_purchase_options", { products, quantity, costs, detail: "full" });
    return structured as unknown as ComparisonAnswer;
  };

  it(
    "names what the same question at that quantity ranks first",
    async () => {
      for (const costs of [{}, COSTS]) {
        const curves = await Promise.all(FAMILIES.map(async (refs) => (await ask(refs, NEED, costs)).curve));
        for (let index = 0; index < QUANTITIES; index += 1) {
          const [place, quantity] = [index % FAMILIES.length, quantityAt(index)];
          const stretch = curves[place]?.find(({ from_quantity: from, to_quantity: to }) => from <= quantity && quantity <= to);
          const { ranks } = await ask(FAMILIES[place] ?? [], quantity, costs);
          if (stretch?.cheapest !== null) expect(ranks.cost[0], `${FAMILIES[place]} at ${quantity}`).toBe(stretch?.cheapest);
        }
      }
    },
    TIMEOUT_MS,
  );
});
