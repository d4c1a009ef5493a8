import { Decimal } from "../../model/money.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { DecimalRange, LandedShipment } from "../landed-cost/landed-cost.ts";
import type { Landing } from "../landed-cost/landing.ts";
import type { Load } from "../landed-cost/linear.ts";
import type { Plan } from "./option.ts";

type Loaded = Pick<Plan, "quantity" | "goods" | "fee" | "shape" | "isOpenEnded">;

/** What a plan costs the buyer under these costs, from the least to the most it can be. */
export function planTotal(plan: Loaded, costs: BuyerCosts, landing: Landing): DecimalRange & { readonly cash: Decimal } {
  const { goods, shape, isOpenEnded } = plan;
  const least = landing.total(shape, costs, loadOf(plan, goods.low));
  if (isOpenEnded) return { ...least, high: null };
  return goods.high.equals(goods.low) ? least : { ...least, high: landing.total(shape, costs, loadOf(plan, goods.high)).high };
}

/** The same line by line, at the dearest price that it can have where `dearest`. */
export const planShipment = (plan: Plan, costs: BuyerCosts, landing: Landing, dearest = false): LandedShipment =>
  landing.shipment(plan.shape, costs, loadOf(plan, dearest ? plan.goods.high : plan.goods.low));

const loadOf = ({ quantity, fee }: Loaded, goods: Decimal): Load => ({
  quantity: new Decimal(quantity),
  goods,
  quote: fee ?? NOTHING,
});

const NOTHING = new Decimal(0);
