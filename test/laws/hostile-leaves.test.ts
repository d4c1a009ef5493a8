import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerIn, answerPage } from "../../src/app/decision-page.ts";
import { readProduct, readSearchPage } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { createLog } from "../../src/log.ts";
import type { Searched } from "../../src/market/market.ts";
import { asFault, type Fault } from "../../src/model/fault.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import { Secret } from "../../src/model/secret.ts";
import { type CallResult, callTool } from "../../src/tools/call-tool.ts";
import { TOOLS } from "../../src/tools/index.ts";
import { explainFault, faultSentence } from "../../src/tools/wording/explain.ts";
import { createDispatch } from "../../src/upstream/dispatch.ts";
import { createKnownSecrets } from "../../src/upstream/known-secrets.ts";
import { askOf } from "../gateways/fixture.ts";
import { aContext, shelfMarket } from "../support/market.ts";
import { sharedFolder } from "../support/shared.ts";
import { changedAt, HOSTILE, leavesUnder, MARK, type Path, troubleIn, troubleOnPage } from "./hostile.ts";

const LONG = process.env["SOURCING_TEST_LONG"] === "1";
const FOLDER = new URL("../fixtures/payloads/", import.meta.url);
const PRODUCTS = /^(?!batch|freight|inventory|search).*\.json$/;

interface Payload {
  readonly id: GatewayId;
  readonly name: string;
  readonly body: unknown;
}
/** The fullest of each gateway; all of them where there is time. */
const PAYLOADS: readonly Payload[] = (Object.keys(GATEWAYS) as GatewayId[]).flatMap((id) => {
  const all = readdirSync(new URL(`${id}/`, FOLDER))
    .filter((name) => PRODUCTS.test(name))
    .map((name): Payload => {
      const body = parseJson(readFileSync(new URL(`${id}/${name}`, FOLDER), "utf8"));
      return { id, name, body };
    })
    .sort((one, other) => JSON.stringify(other.body).length - JSON.stringify(one.body).length);
  return LONG ? all : all.slice(0, 1);
});

const ask = async (
  tool: string,
  input: unknown,
  listings: Readonly<Record<string, Product | Fault>>,
  searched: readonly Searched[] = [],
) => {
  const found = TOOLS.find(({ name }) => name === tool);
  if (found === undefined) throw new Error(`no tool ${tool}`);
  const reported: unknown[] = [];
  const market = { ...shelfMarket({ listings }), search: async () => searched };
  const context = aContext({ listings }, { market: async () => market });
  const result = await callTool(found, input, context, (error) => reported.push(error));
  expect(reported).toEqual([]);
  return result;
};

const idOf = ({ id, body }: Payload): string => readProduct(gatewayOf(id), body, askOf(id, "", { country: "" })).id;

/** What a reading of a hostile body shows to the model, in every tool that shows a listing. */
async function shown({ id }: Payload, body: unknown, listingId: string): Promise<readonly string[]> {
  const { marketplace } = gatewayOf(id);
  const ref = `${marketplace}:${listingId}`;
  const call = askOf(id, listingId, { country: "" });
  let found: Product | Fault;
  try {
    found = readProduct(gatewayOf(id), body, call);
  } catch (error) {
    found = asFault(error);
  }
  const questions: readonly (readonly [string, object])[] = [
    ["get_product", { products: [ref], detail: "full", include: ["images", "seo"] }],
    ["compare_purchase_options", { products: [ref], quantity: 500, detail: "full" }],
    ...(LONG
      ? ([
          ["get_product", { products: [ref] }],
          ["compare_purchase_options", { products: [ref], quantity: 500, language: "zh" }],
          ["score_supplier", { products: [ref], detail: "full" }],
          ["extract_language", { product: ref, languages: ["en"] }],
        ] as const)
      : []),
  ];
  const troubles: string[] = [];
  for (const [tool, input] of questions) {
    const answer = await ask(tool, input, { [ref]: found });
    troubles.push(...troubleIn(answer).map((what) => `${tool}: ${what}`), ...troubleOnPages(answer));
  }
  return troubles;
}

/** A comparison is shown as a page too, in either language. */
function troubleOnPages({ structured }: CallResult): readonly string[] {
  const answer = answerIn(structured);
  if (answer === null) return [];
  return (["en", "zh"] as const).flatMap((language) =>
    troubleOnPage(answerPage(answer, language)).map((what) => `page (${language}): ${what}`),
  );
}

describe.each(PAYLOADS)("$id $name, hostile in every leaf", (payload) => {
  const names = [...leavesUnder(payload.body).keys()];

  it("shows the seller's words in fields named for them alone, and begins no line with them", async () => {
    const listingId = idOf(payload);
    const wrong: string[] = [];
    for (const name of names) {
      const paths = leavesUnder(payload.body).get(name) ?? [];
      for (const how of LONG ? (["instead", "after"] as const) : (["instead"] as const)) {
        const body = paths.reduce((value: unknown, path: Path) => changedAt(value, path, how), payload.body);
        wrong.push(...(await shown(payload, body, listingId)).map((what) => `${name} (${how}): ${what}`));
      }
    }
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  });

  it("in the names of fields too", async () => {
    const renamed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(renamed);
      if (typeof value !== "object" || value === null) return value;
      const inner = Object.entries(value).map(([key, one]) => [key, renamed(one)] as const);
      return { ...Object.fromEntries(inner), [`${HOSTILE} a`]: "1", [`${MARK}b`]: { [HOSTILE]: HOSTILE } };
    };
    expect(await shown(payload, renamed(payload.body), idOf(payload))).toEqual([]);
  });
});

const SHARED = sharedFolder("payloads");
const SEARCHES: readonly (readonly [GatewayId, string, string])[] = [
  ["1688-open", "com.alibaba.fenxiao.crossborder/product.search.keywordQuery", "1688_search_keywordQuery_official_doc.json"],
  ["1688-open", "com.alibaba.fenxiao/jxhy.product.getPageList", "1688_jxhy_getPageList_shape.json"],
  ["1688-open", "com.alibaba.linkplus/alibaba.cross.similar.offer.search", "1688_linkplus_similar_offer_search_shape.json"],
  ["aliexpress-iop", "aliexpress.ds.text.search", "ae_ds_text_search_real_fr.json"],
  ["aliexpress-iop", "aliexpress.affiliate.product.query", "ae_affiliate_product_query_shape.json"],
  ["alibaba-iop", "/eco/buyer/product/search", "icbu_eco_buyer_product_search_official.json"],
];

describe.skipIf(SHARED === null).each(SEARCHES)("a page of a search, %s %s, hostile in every leaf", (id, way, file) => {
  it("shows the sellers' words in fields named for them alone", async () => {
    const body = parseJson(readFileSync(new URL(file, SHARED ?? FOLDER), "utf8"));
    const gateway = gatewayOf(id);
    const search = {
      method: way,
      text: "cup",
      imageUrl: null,
      page: 1,
      size: 20,
      sort: "relevance",
      factoryOnly: false,
    } as const;
    const call = askOf(id, "cup", { operation: "search", search });
    const cards = readSearchPage(gateway, body, call).cards.length;
    expect(cards).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const [name, paths] of leavesUnder(body)) {
      for (const how of ["instead", "after"] as const) {
        const hostile = paths.reduce((value: unknown, path: Path) => changedAt(value, path, how), body);
        const { marketplace } = gateway;
        let searched: Searched;
        try {
          const page = readSearchPage(gateway, hostile, call);
          searched = { marketplace, state: page.cards.length === 0 ? "nothing_found" : "ok", page, queryUsed: "cup" };
        } catch (error) {
          searched = { marketplace, state: "error", fault: asFault(error) };
        }
        const answer = await ask("search_products", { query: "cup", marketplaces: [marketplace] }, {}, [searched]);
        wrong.push(...troubleIn(answer).map((what) => `${name} (${how}): ${what}`));
      }
    }
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  });
});

describe.each(Object.keys(GATEWAYS) as GatewayId[])("%s: a failure that is hostile in every leaf", (id) => {
  const BODIES: readonly unknown[] = [
    { error_response: { code: "X", msg: "m", sub_code: "s", sub_msg: "t", request_id: "1" } },
    { error_code: "gw.X", error_message: "m", exception: "e", request_id: "1" },
    { code: "9", msg: "m", message: "n", type: "ISV", request_id: "1", result: {} },
    { result: { success: false, message: "m", errorMsg: "e", errorCode: "c", code: "x" } },
    { rsp_code: "777", rsp_msg: "m" },
    { error: "e", error_description: "d", result_code: "500", result_msg: "m" },
  ];

  it("is told in one line, its code in a closed alphabet, its words between quotes", async () => {
    const lines: string[] = [];
    const log = createLog(
      "debug",
      (one) => lines.push(one),
      (text) => text,
      () => 0,
    );
    const wrong: string[] = [];
    for (const body of BODIES) {
      for (const paths of [...leavesUnder(body).values(), [...leavesUnder(body).values()].flat()]) {
        const hostile = paths.reduce((value: unknown, path: Path) => changedAt(value, path, "instead"), body);
        for (const status of [200, 400, 429, 500]) {
          const dispatch = createDispatch({
            dialect: gatewayOf(id),
            app: { appKey: "100", appSecret: new Secret("app-secret-1"), settings: {} },
            fetch: async () => ({ status, headers: { "retry-after": HOSTILE }, text: JSON.stringify(hostile), body: hostile }),
            currentToken: () => null,
            secrets: createKnownSecrets([]),
            time: { now: () => 0 },
            log,
          });
          const asked = { signal: new AbortController().signal, deadline: () => 1e9, urgency: "single" } as const;
          const fault = await dispatch.send(askOf(id, "745932018842"), asked).then(
            () => null,
            (error) => asFault(error),
          );
          if (fault === null) continue;
          const said = faultSentence(explainFault(fault));
          if (/[\n\r]/.test(said)) wrong.push(`lines: ${said}`);
          if (fault.code !== null && !/^[\w.:-]{1,64}$/.test(fault.code)) wrong.push(`code: ${fault.code}`);
          if (said.replace(/: "[^"\n]*"/, "").includes(MARK)) wrong.push(`outside of quotes: ${said}`);
          const ref = `${gatewayOf(id).marketplace}:745932018842`;
          const answer = await ask("get_product", { products: [ref] }, { [ref]: fault });
          wrong.push(...troubleIn(answer, ["message", "error"]));
        }
      }
    }
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
    for (const one of lines) expect(() => JSON.parse(one)).not.toThrow();
  });
});

describe("what the buyer says of an offer or a listing, hostile in every leaf", () => {
  const OFFER = {
    name: "offer-a",
    supplier: "Works",
    marketplace: "alibaba",
    prices: [{ from: 1, unit_price: "2.00" }],
    currency: "USD",
    unit: "piece",
    trade_term: "FOB Ningbo",
    min_order_quantity: 10,
    one_time_costs: [{ name: "mould", amount: "10" }],
    per_order_costs: [{ name: "papers", amount: "5" }],
    freight: [{ method: "sea", carrier: "Line", days: { low: 20, high: 30 }, freight: { amount: "50", currency: "USD" } }],
    lead_time_days: { low: 5, high: 9 },
    package: { weight_kg: "1", length_cm: "10", width_cm: "10", height_cm: "10", units_per_carton: 4 },
    certifications: ["CE"],
    valid_until: "2027-01-01",
    payment_terms: "30/70",
    note: "said on the phone",
  };
  const REF = "alibaba:1600590399629";
  const BODY = parseJson(readFileSync(new URL("alibaba-v3/premium.json", FOLDER), "utf8"));
  const product = readProduct(gatewayOf("alibaba-v3"), BODY, askOf("alibaba-v3", "", { country: "" }));

  it.each(["offers", "facts"] as const)("%s", async (which) => {
    const wrong: string[] = [];
    const { name: _, ...fact } = OFFER;
    const entry = which === "offers" ? OFFER : { for: REF, ...fact };
    const asGiven = { products: [REF], quantity: 500, [which]: [entry] };
    expect((await ask("compare_purchase_options", asGiven, { [REF]: product })).text).not.toContain("was not called");
    for (const [name, paths] of leavesUnder(entry)) {
      for (const how of ["instead", "short", "after"] as const) {
        const hostile = paths.reduce((value: unknown, path: Path) => changedAt(value, path, how), entry as unknown);
        for (const detail of ["concise", "full"]) {
          const input = { products: [REF], quantity: 500, detail, [which]: [hostile] };
          const answer = await ask("compare_purchase_options", input, { [REF]: product });
          const troubles = [...troubleIn(answer, ["ref", "name", "for", "note", "payment_terms"]), ...troubleOnPages(answer)];
          // An offer's name is its reference, in sentences too: it begins no line, and is no markup.
          const wrongHere = name === "name" ? troubles.filter((what) => /a line begins|page.* has /.test(what)) : troubles;
          wrong.push(...wrongHere.map((what) => `${name} (${how}): ${what}`));
        }
      }
    }
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  });
});
