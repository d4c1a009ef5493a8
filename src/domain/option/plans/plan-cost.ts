import { Decimal } from "../../../model/money.ts";
import { onceForEach } from "../../../object-memory.ts";
import type { AmountField } from "../../landed-cost/amounts.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import type { DecimalRange, LandedShipment } from "../../landed-cost/landed-cost.ts";
import type { Along, Landing } from "../../landed-cost/landing.ts";
import type { Order as Load } from "../../landed-cost/linear/linear.ts";
import { isExact, type Plan } from "../option.ts";
import { addDays, transitOf } from "../pieces/days.ts";
import { ownUnknown } from "../pieces/deliveries.ts";
import type { Way } from "../pieces/piece.ts";

type Order = Pick<Plan, "quantity" | "goods" | "step" | "mix" | "term" | "route" | "shape" | "production" | "saidTransit">;
type Loaded = Pick<Plan, "quantity" | "goods" | "fee" | "shape" | "isOpenEnded">;

/** An order with what it costs and how long it takes. */
export function landedPlan(order: Order, costs: BuyerCosts, landing: Landing): Plan {
  const { quantity, route, shape, production, saidTransit } = order;
  const load = {
    ...order,
    fee: route?.flat == null ? null : route.flat.plus(route.perUnit.times(quantity)),
    isOpenEnded: route?.exact === false && landing.paysQuote(shape, costs),
  };
  const { low, high, cash } = planTotal(load, costs, landing);
  const transit = transitOf(route, saidTransit);
  return {
    ...load,
    total: { low, high },
    cash,
    transit,
    days: addDays(production, transit),
    ownUnknown: ownUnknown(route, shape, costs, landing),
  };
}

/** What a plan costs the buyer under these costs, from the least to the most it can be. */
export function planTotal(plan: Loaded, costs: BuyerCosts, landing: Landing): DecimalRange & { readonly cash: Decimal } {
  const { goods, shape, isOpenEnded } = plan;
  const least = landing.total(shape, costs, leastLoad(plan));
  if (isOpenEnded) return { ...least, high: null };
  return isExact(goods) ? least : { ...least, high: landing.total(shape, costs, loadOf(plan, goods.high)).high };
}

/** The least of it alone. */
export const planLeast = (plan: Loaded, costs: BuyerCosts, landing: Landing): Decimal =>
  landing.least(plan.shape, costs, leastLoad(plan));

/** The same as a double, to tell which plans are far off. */
export const planAbout = (plan: Loaded, costs: BuyerCosts, landing: Landing): number =>
  landing.about(plan.shape, costs, leastLoad(plan));

/** How the least of it moves with one of the buyer's amounts. */
export const planAlong = (plan: Loaded, costs: BuyerCosts, field: AmountField, landing: Landing): Along =>
  landing.along(plan.shape, costs, leastLoad(plan), field);

/** The same line by line, at the dearest price that it can have where `dearest`. */
export const planShipment = (plan: Plan, costs: BuyerCosts, landing: Landing, dearest = false): LandedShipment =>
  landing.shipment(plan.shape, costs, loadOf(plan, dearest ? plan.goods.high : plan.goods.low));

/** An order of a way at its least price, as it is landed. */
export const orderOf = ({ unit, goodsBase, route }: Way, quantity: number): Load => ({
  quantity: new Decimal(quantity),
  goods: unit.low.times(quantity).plus(goodsBase.low),
  quote: route?.flat == null ? NOTHING : route.flat.plus(route.perUnit.times(quantity)),
});

/** The least that an order costs where the lump sums are for `asked`: the figure of a comparison at that need. */
export const leastCost = (way: Way, costs: BuyerCosts, quantity: number, asked: number, landing: Landing): Decimal =>
  landing.least(way.shape, costs, orderOf(way, quantity), new Decimal(asked));

const loadOf = ({ quantity, fee }: Loaded, goods: Decimal): Load => ({
  quantity: new Decimal(quantity),
  goods,
  quote: fee ?? NOTHING,
});

/** A plan is landed again and again, under other costs. */
const leastLoad = onceForEach((plan: Loaded): Load => loadOf(plan, plan.goods.low));

const NOTHING = new Decimal(0);
