/** The core without MCP: signatures, reading of marketplace text, landed cost, plans, splits, scores. */
export { landedCost } from "./domain/landed-cost.ts";
export { chooseLanguage } from "./domain/language.ts";
export { planPurchase } from "./domain/purchase-plan.ts";
export { splitAward } from "./domain/split-award.ts";
export { scoreSupplier } from "./domain/supplier-score.ts";
export { createServer, normalizeProduct } from "./library.ts";
export type { NormalizedProduct, NormalizeOptions, ServerOptions } from "./library.ts";
export { Fault } from "./model/fault.ts";
export type { FaultKind } from "./model/fault.ts";
export type { GatewayId } from "./model/marketplace.ts";
export { readFreightBrackets } from "./normalize/freight-brackets.ts";
export { readPriceLadder } from "./normalize/price-ladder.ts";
export { readPriceRange } from "./normalize/price-range.ts";
export { readRate } from "./normalize/rate.ts";
export { readWholesaleRules } from "./normalize/wholesale-rules.ts";
export { sign } from "./signing/sign.ts";
