import { Decimal } from "../../model/money.ts";
import { createObjectMemory, once, onceForEach } from "../../object-memory.ts";
import { type AmountField, isLump } from "./amounts.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import type { WayLine } from "./cost-lines.ts";
import { type DecimalRange, rangeAt } from "./interval.ts";
import { type LandedShipment, landShipment } from "./landed-cost.ts";
import { type LandedForms, landedForms } from "./landed-forms.ts";
import { growthOf, type Load, ONE, type Order, valueAt } from "./linear/linear.ts";
import { aboutAt } from "./linear/linear-double.ts";
import {
  clean,
  type FormAt,
  type GrowthBend,
  growthBends,
  type LandedForm,
  type PriceStretch,
  type Segment,
  segmentsOf,
} from "./segments.ts";
import type { ShipmentShape } from "./shipment-price.ts";

export interface LandedTotal extends DecimalRange {
  /** What must be paid at the least. */
  readonly cash: Decimal;
}

/** Landed cost for one buyer, for thousands of prices of a few shapes. */
export interface Landing {
  /** Every line, exactly; for what is shown. */
  shipment(shape: ShipmentShape, costs: BuyerCosts, order: Order): LandedShipment;
  /** The same total, without the lines; for searching. */
  total(shape: ShipmentShape, costs: BuyerCosts, order: Order): LandedTotal;
  /** The least of it alone; `asked`: where the lump sums are for another quantity. */
  least(shape: ShipmentShape, costs: BuyerCosts, order: Order, asked?: Decimal): Decimal;
  /** The least as a double, to tell who is far off. */
  about(shape: ShipmentShape, costs: BuyerCosts, order: Order): number;
  /** The total as straight lines in the quantity, exactly: ascending, adjacent, covering `from` to `to`. */
  segments(shape: ShipmentShape, costs: BuyerCosts, stretch: PriceStretch): readonly Segment[];
  /** The same where each quantity is the one that the lump sums are for, with what grows of it for one that is larger. */
  plainSegments(shape: ShipmentShape, costs: BuyerCosts, stretch: PriceStretch): readonly Segment[];
  /** The least total of one order as its lump sums grow from once to without end: ascending, adjacent straight lines. */
  growth(shape: ShipmentShape, costs: BuyerCosts, order: Order): readonly GrowthBend[];
  /** Whether two shapes have the same totals for the same order, whatever is put in for what is not known. */
  landsAlike(a: ShipmentShape, b: ShipmentShape, costs: BuyerCosts): boolean;
  /** The lines of the way that the buyer has to pay and nobody has said. */
  unknownLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
  /** How the least total of an order moves with an amount among the costs. */
  along(shape: ShipmentShape, costs: BuyerCosts, order: Order, field: AmountField): Along;
  /** Whether a least, a most or a part inside the price bends the cost: then it is no one line in its figures. */
  isBent(shape: ShipmentShape, costs: BuyerCosts): boolean;
  /** Whether the buyer pays the listing's quote: the price may hold its way, and the buyer's own figure may stand in for it. */
  paysQuote(shape: ShipmentShape, costs: BuyerCosts): boolean;
  /** The lines that the buyer has said and that stay open for want of the listing's weight, volume or place: only its seller can close them. */
  undecidedLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
  /** The lines of which it is not known whether the price pays them: its term or its place is not told. */
  unsureLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
}

export interface Along {
  /** Another form may hold where it is another amount. */
  readonly bends: boolean;
  /** As doubles, to tell who is far off. */
  readonly about: AlongFigures<number>;
  readonly exact: () => AlongFigures<Decimal>;
}

interface AlongFigures<Figure> {
  /** How much one more of it costs. */
  readonly slope: Figure;
  /** The total were it nothing and nothing bent on the way. */
  readonly without: Figure;
}

interface KnownForms {
  readonly forms: LandedForms;
  readonly first: () => LandedForm;
}

const NONE = new Decimal(0);
const GOODS_GROW: Load = { quantity: NONE, goods: ONE, quote: NONE, growth: NONE };
const FIRST_LOAD: Load = { ...GOODS_GROW, growth: ONE };

/**
 * Lands each shape once with the quantity, the invoice, the quote and the growth of the lump sums left open, and reads every total
 * from that form. Where a rule takes the larger or the smaller of two figures there is a form for each case. Remembers which of them
 * are this buyer's: make one for each comparison.
 * @param askedQuantity What the buyer's lump sums are for; null: for whatever is shipped.
 */
export function createLanding(destination: string, currency: string, askedQuantity: Decimal | null): Landing {
  const formsOf = landedForms(destination);
  // The same shape and the same costs come as the same objects nearly always.
  const byIdentity = createObjectMemory<ShipmentShape, KnownForms, BuyerCosts>();
  const known = (shape: ShipmentShape, costs: BuyerCosts): KnownForms =>
    byIdentity(shape, costs, () => {
      const forms = formsOf(shape, costs);
      // What is said of the lines is read from the form of one and the same load, whatever was asked before.
      return { forms, first: once(() => forms.at(FIRST_LOAD, GOODS_GROW)) };
    });
  const form = (shape: ShipmentShape, costs: BuyerCosts, load: Load): LandedForm =>
    known(shape, costs).forms.at(load, GOODS_GROW);
  /** A form without conditions is the only one of its shape: no load has to be worked out to find it. */
  const formFor = (shape: ShipmentShape, costs: BuyerCosts): FormAt => {
    const { forms } = known(shape, costs);
    const sole = forms.sole();
    return sole === null ? (load, change) => forms.at(load(), change) : () => sole;
  };
  const anyForm = (shape: ShipmentShape, costs: BuyerCosts): LandedForm => known(shape, costs).first();
  const loadedFor = (order: Order, asked: Decimal | null): Load => ({ ...order, growth: growthOf(order.quantity, asked) });
  const loaded = onceForEach((order: Order) => loadedFor(order, askedQuantity));
  return {
    shipment: (shape, costs, order) => landShipment(shape, order, { destination, currency, costs, askedQuantity }),
    total(shape, costs, order) {
      const load = loaded(order);
      const { total, cash } = form(shape, costs, load);
      const { low, high } = rangeAt(total, load);
      const least = clean(low);
      return {
        low: least,
        high: high === low ? least : high && clean(high),
        cash: cash.low === total.low ? least : clean(valueAt(cash.low, load)),
      };
    },
    least(shape, costs, order, asked) {
      const load = asked === undefined ? loaded(order) : loadedFor(order, asked);
      return clean(valueAt(form(shape, costs, load).total.low, load));
    },
    about(shape, costs, order) {
      const load = loaded(order);
      return aboutAt(known(shape, costs).forms.near(load).total.low, load);
    },
    segments: (shape, costs, stretch) => segmentsOf(stretch, formFor(shape, costs), askedQuantity),
    plainSegments: (shape, costs, stretch) => segmentsOf(stretch, formFor(shape, costs), null),
    growth: (shape, costs, order) => growthBends(order, formFor(shape, costs)),
    landsAlike: (a, b, costs) => known(a, costs).forms.kind === known(b, costs).forms.kind,
    unknownLines: (shape, costs) => anyForm(shape, costs).unknownLines(),
    along(shape, costs, order, field) {
      const load = loaded(order);
      const { total, shares, bendsWith } = form(shape, costs, load);
      const share = shares[field] ?? NONE;
      const growth = isLump(field) ? load.growth : ONE;
      const amount = costs[field] ?? 0;
      const slope = share.toNumber() * growth.toNumber();
      return {
        bends: bendsWith(field),
        about: { slope, without: aboutAt(total.low, load) - slope * Number(amount) },
        exact() {
          const exactly = share.times(growth);
          return { slope: exactly, without: clean(valueAt(total.low, load).minus(exactly.times(amount))) };
        },
      };
    },
    isBent: (shape, costs) => anyForm(shape, costs).conditions.length > 0,
    paysQuote: (shape, costs) => !anyForm(shape, costs).total.low.perQuote.isZero(),
    undecidedLines: (shape, costs) => anyForm(shape, costs).undecidedLines(),
    unsureLines: (shape, costs) => anyForm(shape, costs).unsureLines,
  };
}
