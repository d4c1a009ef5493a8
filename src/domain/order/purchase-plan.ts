import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal, isAmount, roundToMinorUnit } from "../../model/money.ts";
import type { CandidateInput, FreightStep, OrderReason, OrderRules, PurchasePlan, PurchasePlanInput } from "./plan-request.ts";
import { type LadderStep, orderedTiers, tierAt } from "./price-tiers.ts";

// The contract's largest need.
const MAX_NEED = 10_000_000;
// Of a measure a thousandth can be ordered.
const MEASURE_DECIMALS = 3;

interface Priced {
  readonly quantity: number;
  readonly unitPrice: Amount;
  readonly goods: Decimal;
  readonly freight: Decimal;
  readonly total: Decimal;
}

/**
 * All quantities, ascending, at which the cheapest order can lie. Between two of them neither the tier, the freight step nor the
 * free delivery changes, so the cost only grows.
 */
export function candidateQuantities(input: CandidateInput): readonly number[] {
  const { need, allowOverbuy = true } = input;
  if (!allowOverbuy) return orderability(input, need) === null ? [need] : [];
  const tiers = orderedTiers(input.tiers);
  const multiple = multipleOf(input, need);
  const least = Math.max(need, minimumOrder(input, tiers, multiple));
  const quantities = tiers.flatMap((tier) => {
    const [worth = 0] = quantityWorth(input.minOrderValue, tier.unitPrice, multiple);
    const floor = Math.max(least, worth);
    const freeFrom = quantityWorth(input.freeFreightFrom, tier.unitPrice, multiple);
    const steps = [floor, tier.minQuantity, ...(input.freight ?? []).map((step) => step.minQuantity), ...freeFrom];
    return steps
      .map((step) => ceilToMultiple(Math.max(step, floor, tier.minQuantity), multiple))
      .filter((quantity) => quantity <= topOf(tier, input));
  });
  return [...new Set(quantities)].sort((a, b) => a - b);
}

/** Null where `quantity` can be ordered, else the first reason why not. */
export const orderability = (rules: OrderRules, quantity: number): OrderReason | null =>
  orderReasons(rules, quantity)[0] ?? null;

/** The smallest orderable quantity at or above `need`, else the largest below it. */
export function nearestOrderable(rules: OrderRules, need: number): number | null {
  const [above] = candidateQuantities({ ...rules, need, freight: [], freeFreightFrom: null, allowOverbuy: true });
  if (above !== undefined) return above;
  const tiers = orderedTiers(rules.tiers);
  const multiple = multipleOf(rules, need);
  const below = tiers.flatMap((tier) => {
    const quantity = floorToMultiple(Math.min(need, topOf(tier, rules)), multiple);
    const [worth = 0] = quantityWorth(rules.minOrderValue, tier.unitPrice, multiple);
    return quantity >= Math.max(tier.minQuantity, worth, minimumOrder(rules, tiers, multiple)) ? [quantity] : [];
  });
  return below.length === 0 ? null : Math.max(...below);
}

/**
 * What to buy to cover the need at the least total of goods and freight; of equals the smaller. Rounded once, half up.
 * @throws Fault `bad_input` where a figure is no figure.
 * @example
 * // 90 at 26.00 are 2,340.00; 100 at 18.20 are 1,820.00.
 * const plan = planPurchase({
 *   tiers: [
 *     { minQuantity: 1, unitPrice: "26.00" },
 *     { minQuantity: 100, unitPrice: "18.20" },
 *   ],
 *   need: 90,
 * });
 * plan.state === "feasible" && [plan.buy, plan.total, plan.saving]; // => [100, "1820.00", "520.00"]
 */
export function planPurchase(input: PurchasePlanInput): PurchasePlan {
  checkInput(input);
  const { need, currency = "USD" } = input;
  const rules = new Set(input.tiers.map((tier) => tier.term?.rule ?? null));
  if (rules.size > 1) return { state: "infeasible", reason: "mixed_terms", nearest: null };
  const round = (amount: Decimal): Amount => roundToMinorUnit(amount, currency);
  const [best, ...others] = candidateQuantities(input).flatMap((quantity) => priceOf(input, quantity) ?? []);
  if (best === undefined) return { state: "infeasible", reason: blockingReason(input), nearest: nearestPriced(input, round) };
  const buy = others.reduce((cheapest, other) => (other.total.lt(cheapest.total) ? other : cheapest), best);
  const reasons = orderReasons(input, need);
  const exact = reasons.length === 0 ? priceOf(input, need) : null;
  return {
    state: "feasible",
    buy: buy.quantity,
    unitPrice: buy.unitPrice,
    goods: round(buy.goods),
    freight: round(buy.freight),
    total: round(buy.total),
    surplus: new Decimal(buy.quantity).minus(need).toNumber(),
    exact: exact && { total: round(exact.total) },
    saving: exact && round(new Decimal(round(exact.total)).minus(round(buy.total))),
    reasons,
  };
}

function orderReasons(rules: OrderRules, quantity: number): readonly OrderReason[] {
  const tiers = orderedTiers(rules.tiers);
  const [first, last] = [tiers[0], tiers.at(-1)];
  if (first === undefined || last === undefined) return ["no_price"];
  const reasons: OrderReason[] = [];
  const multiple = multipleOf(rules, quantity);
  if (quantity < minimumOrder(rules, tiers, multiple)) reasons.push("below_moq");
  const price = tierAt(tiers, quantity)?.unitPrice;
  if (price !== undefined && isThreshold(rules.minOrderValue) && new Decimal(price).times(quantity).lt(rules.minOrderValue))
    reasons.push("below_min_value");
  if (quantity > (last.maxQuantity ?? quantity)) reasons.push("above_top_tier");
  else if (quantity >= first.minQuantity && tierAt(tiers, quantity) === null) reasons.push("gap");
  if (quantity > (rules.stock ?? quantity)) reasons.push("above_stock");
  if (multiple !== null && quantity % multiple !== 0) reasons.push("not_a_multiple");
  return reasons;
}

/** Why nothing covers the need: with overbuying the need's own reason may be mended by buying more, and then the stock stops it. */
function blockingReason(input: PurchasePlanInput): OrderReason {
  const reason = orderability(input, input.need) ?? "no_price";
  if (input.allowOverbuy === false || reason === "no_price" || reason === "above_top_tier") return reason;
  const unlimited = candidateQuantities({ ...input, stock: null });
  if (unlimited.length === 0) return "above_top_tier";
  return candidateQuantities(input).length === 0 ? "above_stock" : "no_price";
}

function nearestPriced(input: PurchasePlanInput, round: (amount: Decimal) => Amount) {
  const quantity = nearestOrderable(input, input.need);
  const priced = quantity === null ? null : priceOf(input, quantity);
  return priced && { quantity: priced.quantity, total: round(priced.total) };
}

/** Null where there is no price or no known freight for `quantity`. */
function priceOf({ tiers, freight = [], freeFreightFrom }: PurchasePlanInput, quantity: number): Priced | null {
  const tier = tierAt(tiers, quantity);
  if (tier === null) return null;
  const goods = new Decimal(tier.unitPrice).times(quantity);
  const isFree = freight.length === 0 || (isThreshold(freeFreightFrom) && goods.gte(freeFreightFrom));
  const carriage = isFree ? new Decimal(0) : freightAt(freight, quantity);
  return carriage && { quantity, unitPrice: tier.unitPrice, goods, freight: carriage, total: goods.plus(carriage) };
}

function freightAt(steps: readonly FreightStep[], quantity: number): Decimal | null {
  const reached = steps.filter((step) => step.minQuantity <= quantity);
  const start = Math.max(...reached.map((step) => step.minQuantity));
  const fees = reached
    .filter((step) => step.minQuantity === start)
    .map((step) => new Decimal(step.perUnit).times(quantity).plus(step.flat));
  return fees.length === 0 ? null : Decimal.min(...fees);
}

/** The least quantity whose goods cost as much; none where there is no such rule. */
function quantityWorth(threshold: Amount | null | undefined, unitPrice: Amount, multiple: number | null): readonly number[] {
  if (!isThreshold(threshold)) return [];
  const decimals = multiple === null ? MEASURE_DECIMALS : 0;
  return [new Decimal(threshold).div(unitPrice).toDecimalPlaces(decimals, Decimal.ROUND_CEIL).toNumber()];
}

/** A threshold of nothing is no rule: listings write 0 for "none". */
const isThreshold = (threshold: Amount | null | undefined): threshold is Amount =>
  threshold !== null && threshold !== undefined && new Decimal(threshold).gt(0);

const minimumOrder = (rules: OrderRules, tiers: readonly LadderStep[], multiple: number | null): number =>
  Math.max(multiple === null ? 0 : 1, rules.minOrderQuantity ?? 0, tiers[0]?.minQuantity ?? 0);

/** Null for a need with decimals, which is one of a measure: any part of it can be bought. */
function multipleOf({ orderMultiple }: OrderRules, need: number): number | null {
  if (orderMultiple == null && !Number.isInteger(need)) return null;
  return Math.max(1, orderMultiple ?? 1);
}

const topOf = (tier: LadderStep, { stock }: OrderRules): number =>
  Math.min(tier.maxQuantity ?? Number.MAX_SAFE_INTEGER, stock ?? Number.MAX_SAFE_INTEGER);

const ceilToMultiple = (quantity: number, multiple: number | null): number =>
  multiple === null ? quantity : Math.ceil(quantity / multiple) * multiple;

const floorToMultiple = (quantity: number, multiple: number | null): number =>
  multiple === null ? quantity : Math.floor(quantity / multiple) * multiple;

function checkInput({ need, tiers, freight = [], freeFreightFrom, minOrderValue }: PurchasePlanInput): void {
  if (!(need > 0 && need <= MAX_NEED)) {
    throw badInput(`need is ${need}: write a number above 0 and up to ${MAX_NEED}, a whole one but for measures.`);
  }
  const amounts = [
    ...tiers.map((tier) => tier.unitPrice),
    ...freight.flatMap((step) => [step.flat, step.perUnit]),
    freeFreightFrom ?? "0",
    minOrderValue ?? "0",
  ];
  const wrong = amounts.find((amount) => typeof amount !== "string" || !isAmount(amount));
  if (wrong !== undefined) throw badInput(`${JSON.stringify(wrong)} is no amount: write plain notation, such as "1234.50".`);
}

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
