/**
 * The core without MCP: signatures, reading of marketplace text, landed cost, plans, splits, scores; and the server, to embed.
 * Amounts are decimal strings in plain notation, rates fractions as strings, null is "not known". Importing it reads no
 * environment and starts nothing. What cannot be worked with throws a `Fault`.
 */
export type { BuyerCosts } from "./domain/landed-cost/buyer-costs.ts";
export type { CostLineName, LineBasis } from "./domain/landed-cost/cost-lines.ts";
export { type LandedCost, type LandedCostInput, landedCost, type ShownLine } from "./domain/landed-cost/landed-cost.ts";
export { type ChosenText, chooseLanguage, type LanguageWish } from "./domain/language/language.ts";
export type { FreightStep, OrderReason, PurchasePlan, PurchasePlanInput } from "./domain/order/plan-request.ts";
export type { LadderStep } from "./domain/order/price-tiers.ts";
export { planPurchase } from "./domain/order/purchase-plan.ts";
export { splitAward } from "./domain/split/award.ts";
export type { Allocation, SplitFailure, SplitRequest, SplitResult, SplitSupplier } from "./domain/split/request.ts";
export type { IndicatorName, ScoreGroup } from "./domain/supplier-score/score-indicators.ts";
export type {
  GroupScore,
  IndicatorScore,
  ScoreLevel,
  ScoreModel,
  ScoreOptions,
  SupplierScore,
} from "./domain/supplier-score/score-result.ts";
export type { SupplierProfile } from "./domain/supplier-score/supplier-profile.ts";
export { scoreSupplier } from "./domain/supplier-score/supplier-score.ts";
export {
  compareOffers,
  createServer,
  createServerFactory,
  type NormalizedProduct,
  type NormalizeOptions,
  normalizeProduct,
  type ServerFactory,
  type ServerOptions,
} from "./library.ts";
export { Fault, type FaultKind } from "./model/fault.ts";
export type { FreightMethod } from "./model/freight.ts";
export type { LanguageStep, LocalizedText, TextDirection } from "./model/localized-text.ts";
export type { GatewayId, Marketplace } from "./model/marketplace.ts";
export type { Amount, AmountRange } from "./model/money.ts";
export type { PriceTier } from "./model/price-ladder.ts";
export type { Services, Warning } from "./model/product.ts";
export type { TradeRule, TradeTerm } from "./model/trade-term.ts";
export { type LadderOptions, type PriceLadder, type RawTier, readPriceLadder } from "./normalize/price/price-ladder.ts";
export { type PriceRange, readPriceRange } from "./normalize/price/price-range.ts";
export { type FreightBracket, type FreightBrackets, readFreightBrackets } from "./normalize/terms/freight-brackets.ts";
export { type RateReading, readRate } from "./normalize/terms/rate.ts";
export { readWholesaleRules } from "./normalize/terms/wholesale-rules.ts";
export { type Signable, type Signature, type SignatureScheme, sign } from "./signing/sign.ts";
