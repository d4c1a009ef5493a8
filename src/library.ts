import type { McpServer } from "@modelcontextprotocol/server";
import { createApp } from "./app/app.ts";
import { readConfig } from "./config/config.ts";
import { readProduct } from "./gateways/read-product.ts";
import { gatewayOf } from "./gateways/registry.ts";
import { Fault, type FaultReading } from "./model/fault.ts";
import { parseJson } from "./model/json.ts";
import type { GatewayId } from "./model/marketplace.ts";
import type { Call, Reply } from "./model/wire.ts";
import { buildServer } from "./server/server.ts";
import type { ProductAnswer } from "./tools/get-product/answer-schema.ts";
import { presentProduct } from "./tools/get-product/present.ts";

export { compareOffers } from "./tools/compare-purchase-options/compare-offers.ts";

const DESCRIPTION_LENGTH = 20_000;
const MAX_SKUS = 100_000;

/**
 * In which language, and for which country, an answer was asked for.
 * @example
 * const options: NormalizeOptions = { language: "de", country: "DE" };
 */
export interface NormalizeOptions {
  /** BCP 47 tag for the title and the description; "en" where it is left out. */
  readonly language?: string;
  /** The country the answer was asked for, ISO 3166 alpha-2; where it is left out, an answer for any country is taken. */
  readonly country?: string;
}

/**
 * A listing as get_product answers it in full; `source` is left out, because nothing was fetched.
 * @example
 * const tiersOf = ({ offer }: NormalizedProduct) => offer.tiers?.map(({ unit_price }) => unit_price);
 */
export type NormalizedProduct = Omit<ProductAnswer, "source">;

/**
 * Reads a gateway's whole answer to its product operation.
 * An answer that does not say which listing it is for has the reference "MARKETPLACE:unknown" and no address.
 * `answer` is the text as it came, which keeps every digit of long integers, or the parsed JSON.
 * @throws Fault where the answer is a failure (`not_found`, `rate_limited`, …) or cannot be read (`bad_answer`), and
 * `bad_input` for a gateway that does not exist.
 * @example
 * normalizeProduct("aliexpress-md5", {
 *   item_get_response: { item: { productId: "1005008120440117", title: "Vacuum tumbler", price: "7.20", currency: "USD" } },
 * }).ref; // => "aliexpress:1005008120440117"
 */
export function normalizeProduct(
  gatewayId: GatewayId,
  answer: unknown,
  { language = "en", country = "" }: NormalizeOptions = {},
): NormalizedProduct {
  const gateway = gatewayOf(gatewayId);
  const call: Call = {
    gateway: gatewayId,
    operation: "product",
    // None in particular: the answer says which it is for.
    ids: [""],
    skuId: null,
    quantity: null,
    language,
    country,
    currency: "USD",
    include: ["description"],
  };
  const reply = toReply(answer);
  const failure = gateway.readFault(reply, call);
  if (failure)
    throw new Fault({
      kind: failure.kind,
      message: failureMessage(gatewayId, failure),
      gateway: gatewayId,
      code: failure.code,
      retryAfterMs: failure.retryAfterMs,
      next: failure.next,
    });
  const product = readProduct(gateway, reply.body, call);
  const source = {
    marketplace: gateway.marketplace,
    gateway: gatewayId,
    proxies: gateway.proxies,
    fetchedAtMs: 0,
    ageSeconds: 0,
    cached: false,
  };
  const { source: _unfetched, ...normalized } = presentProduct(product, source, {
    languages: [language],
    nowMs: Date.now(),
    country,
    images: true,
    seo: true,
    descriptionLength: DESCRIPTION_LENGTH,
    raw: null,
    skuPage: { offset: 0, limit: MAX_SKUS },
  });
  return product.id === "" ? { ...normalized, ref: `${gateway.marketplace}:unknown`, url: "" } : normalized;
}

/** With the platform's own words, cleaned: nobody here may know its code. */
function failureMessage(gatewayId: GatewayId, { code, message }: FaultReading): string {
  const words = [code, message.replace(/\s+/g, " ").trim()].filter((part) => part !== null && part !== "").join(": ");
  return `The answer of ${gatewayId} is a failure${words === "" ? "" : ` (${words})`}`;
}

/**
 * What an embedded server runs on.
 * @example
 * const options: ServerOptions = { env: { SOURCING_MODE: "sandbox" }, writeLog: () => {} };
 */
export interface ServerOptions {
  /** Settings as in the README's table; the process's environment where it is left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Takes one line of the log, JSON; stderr where it is left out. */
  readonly writeLog?: (line: string) => void;
}

/**
 * Servers on one running core.
 * @example
 * const close = (factory: ServerFactory): Promise<void> => factory.close();
 */
export interface ServerFactory {
  /** A server for one connection or one request; all of them stand on one running core: one quota, one cache, one sandbox. */
  build(): McpServer;
  /** Ends the core: connections and the sandbox. */
  close(): Promise<void>;
}

/**
 * One running core for many connections, as `serve --http` uses it.
 * @throws Fault `misconfigured` where a setting cannot be read, naming each.
 * @example
 * const factory = createServerFactory({ env: { SOURCING_MODE: "sandbox" } });
 * const server = factory.build();
 * await server.close();
 * await factory.close();
 */
export function createServerFactory({ env, writeLog = toStderr }: ServerOptions = {}): ServerFactory {
  const app = createApp(env === undefined ? readConfig() : readConfig(env), writeLog);
  return { build: () => buildServer(app), close: () => app.close() };
}

/**
 * The MCP server, for a host that embeds it: connect a transport to it. Closing it ends its connections and sandbox.
 * @throws Fault `misconfigured` where a setting cannot be read, naming each.
 * @example
 * const server = createServer({ env: { SOURCING_MODE: "sandbox" } });
 * await server.close();
 */
export function createServer({ env, writeLog = toStderr }: ServerOptions = {}): McpServer {
  const app = createApp(env === undefined ? readConfig() : readConfig(env), writeLog);
  const server = buildServer(app);
  server.server.onclose = () => void app.close();
  return server;
}

const toStderr = (line: string): void => void process.stderr.write(line);

function toReply(answer: unknown): Reply {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  return { status: 200, headers: {}, text, body: typeof answer === "string" ? parsed(answer) : answer };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new Fault({ kind: "bad_answer", message: "The answer is not JSON", cause });
  }
}
