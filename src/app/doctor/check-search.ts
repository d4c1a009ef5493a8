import type { Config } from "../../config/config.ts";
import type { Gateway, SearchWay } from "../../gateways/gateway.ts";
import type { Fault } from "../../model/fault.ts";
import type { Call } from "../../model/wire.ts";
import { explainFault } from "../../tools/wording/explain.ts";
import type { Check } from "./check.ts";

type May = "yes" | "no" | "unknown";
/** Sends a call; null where it was answered. */
type Ask = (call: Call) => Promise<Fault | null>;

const KINDS = { keyword: "by words", picture: "by picture" } as const satisfies Record<SearchWay["by"], string>;

/**
 * Whether the app may search, by calls without words: a platform looks at the permission before the arguments, so nothing is searched.
 * One call for each way of searching until one is granted.
 */
export async function checkSearch({ id, search }: Gateway, config: Config, ask: Ask): Promise<readonly Check[]> {
  if (search === null) {
    const message = `${id} has no search: search_products gives the marketplace's own search page to open`;
    return [{ area: "search", state: "note", message }];
  }
  const checks: Check[] = [];
  for (const by of new Set(search.ways.map((way) => way.by))) {
    const ways = search.ways.filter((way) => way.by === by);
    checks.push(await checkWays({ id, by, ways }, (way) => ask(callWithoutWords(id, way, config))));
  }
  return checks;
}

async function checkWays(
  { id, by, ways }: { readonly id: Gateway["id"]; readonly by: SearchWay["by"]; readonly ways: readonly SearchWay[] },
  ask: (way: SearchWay) => Promise<Fault | null>,
): Promise<Check> {
  const doubts: string[] = [];
  for (const way of ways) {
    const fault = await ask(way);
    const may = mayAsk(fault);
    if (may === "yes") return { area: "search", state: "good", message: `${id} may be searched ${KINDS[by]} (${way.name})` };
    if (may === "unknown" && fault !== null) doubts.push(explainFault(fault).message);
  }
  const [doubt] = doubts;
  if (doubt !== undefined)
    return {
      area: "search",
      state: "note",
      message: `Whether the app may search ${id} ${KINDS[by]} is not known: ${doubt.replace(/\.$/, "")}`,
    };
  const permissions = ways.map(({ name }) => name).join(" or ");
  return {
    area: "search",
    state: "note",
    message: `The app may not search ${id} ${KINDS[by]}: ask the platform to grant ${permissions}; until then search_products gives the page to open`,
  };
}

/** What the answer to a call without words says of the permission: a missing argument is looked for only where the app may ask. */
function mayAsk(fault: Fault | null): May {
  if (fault === null || fault.kind === "bad_request") return "yes";
  return fault.kind === "not_permitted" ? "no" : "unknown";
}

const callWithoutWords = (gateway: Gateway["id"], { name }: SearchWay, { country, currency }: Config): Call => ({
  gateway,
  operation: "search",
  // None: a search names no listing.
  ids: [""],
  skuId: null,
  quantity: null,
  language: "en",
  country,
  currency,
  include: [],
  search: { way: name, text: null, imageUrl: null, page: 1, size: 1, sort: "relevance", factoryOnly: false },
});
