import { isCountry } from "../../model/country.ts";
import { Fault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import { commonAliexpressId } from "../../model/product-ref.ts";
import type { Call } from "../../model/wire.ts";
import { asText } from "../../normalize/text/json-shape.ts";

const DIGITS = /^\d{1,20}$/;

/**
 * The id of the listing in an answer: the one it states, and where it states none, the one that was asked for. A call that asks for
 * no id in particular ("") takes what comes.
 * @throws Fault `bad_answer` where every id stated is another than the one asked for.
 */
export function listingId(gateway: GatewayId, stated: readonly (string | null)[], call: Call): string {
  const asked = plainId(gateway, call.ids[0]);
  const ids = stated.flatMap((id) => (id === null || !DIGITS.test(id) || /^0+$/.test(id) ? [] : [plainId(gateway, id)]));
  const [first] = ids;
  if (first === undefined || ids.includes(asked)) return asked;
  if (asked === "") return first;
  throw new Fault({
    kind: "bad_answer",
    gateway,
    message: `${gateway} was asked for ${asked} and answered for ${first}.`,
  });
}

/**
 * Checks the countries that an answer is for, where it states them.
 * @throws Fault `bad_answer` where it is another than the one asked for: its prices and deliveries are not this buyer's.
 */
export function checkCountry(gateway: GatewayId, stated: readonly unknown[], call: Call): void {
  const countries = stated.map((country) => plainCountry(asText(country) ?? "")).filter(isCountry);
  const country = countries.find((code) => code !== plainCountry(call.country));
  if (call.country === "" || country === undefined) return;
  throw new Fault({
    kind: "bad_answer",
    gateway,
    message: `${gateway} was asked for ${call.country} and answered for ${country}.`,
  });
}

const plainId = (gateway: GatewayId, id: string): string => {
  if (!DIGITS.test(id)) return id;
  return gateway.startsWith("aliexpress") ? commonAliexpressId(id) : id.replace(/^0+(?=\d)/, "");
};

// The platforms write the United Kingdom both ways.
const plainCountry = (code: string): string => (code.toUpperCase() === "UK" ? "GB" : code.toUpperCase());
