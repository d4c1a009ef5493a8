import type { Config } from "../../config/config.ts";
import type { Gateway, SearchMethod } from "../../gateways/gateway.ts";
import type { Fault } from "../../model/fault.ts";
import type { Call } from "../../model/wire.ts";
import { explainFault } from "../../tools/wording/explain.ts";
import type { Check } from "./check.ts";

type May = "yes" | "no" | "unknown";
/** Sends a call; null where it was answered. */
type Ask = (call: Call) => Promise<Fault | null>;

const KINDS = { keyword: "by words", picture: "by picture" } as const satisfies Record<SearchMethod["by"], string>;

/**
 * Whether the app may search, by calls without words: a platform looks at the permission before the arguments, so nothing is searched.
 * One call for each method of searching until one is granted.
 */
export async function checkSearch({ id, search }: Gateway, config: Config, ask: Ask): Promise<readonly Check[]> {
  if (search === null) {
    const message = `${id} has no search: search_products gives the marketplace's own search page to open`;
    return [{ area: "search", state: "note", message }];
  }
  const checks: Check[] = [];
  for (const by of new Set(search.methods.map((method) => method.by))) {
    const methods = search.methods.filter((method) => method.by === by);
    checks.push(await checkMethods({ id, by, methods }, (method) => ask(callWithoutWords(id, method, config))));
  }
  return checks;
}

async function checkMethods(
  {
    id,
    by,
    methods,
  }: { readonly id: Gateway["id"]; readonly by: SearchMethod["by"]; readonly methods: readonly SearchMethod[] },
  ask: (method: SearchMethod) => Promise<Fault | null>,
): Promise<Check> {
  const doubts: string[] = [];
  for (const method of methods) {
    const fault = await ask(method);
    const may = mayAsk(fault);
    if (may === "yes") return { area: "search", state: "good", message: `${id} may be searched ${KINDS[by]} (${method.name})` };
    if (may === "unknown" && fault !== null) doubts.push(explainFault(fault).message);
  }
  const [doubt] = doubts;
  if (doubt !== undefined)
    return {
      area: "search",
      state: "note",
      message: `Whether the app may search ${id} ${KINDS[by]} is not known: ${doubt.replace(/\.$/, "")}`,
    };
  const permissions = methods.map(({ name }) => name).join(" or ");
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

const callWithoutWords = (gateway: Gateway["id"], { name }: SearchMethod, { country, currency }: Config): Call => ({
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
  search: { method: name, text: null, imageUrl: null, page: 1, size: 1, sort: "relevance", factoryOnly: false },
});
