import { Decimal } from "../../model/money.ts";
import { createBranches, isPositive, zeroAlong } from "./branches.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import type { WayLine } from "./cost-lines.ts";
import { type DecimalRange, rangeAt } from "./interval.ts";
import { type LandedShipment, landShipment } from "./landed-cost.ts";
import { landedFigures } from "./landed-figures.ts";
import { type Linear, type Load, slopeAlong, VARIABLE_LOAD, valueAt } from "./linear.ts";
import type { LinearRange } from "./linear-range.ts";
import type { ShipmentShape } from "./shipment-price.ts";
import { undecidedLines, unsaidLines } from "./way-lines.ts";

/** A cost over a stretch of quantities: fixed + perUnit · quantity. */
export interface Affine {
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
}

/** A stretch of quantities over which a landed cost is a straight line. */
export interface Segment {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly low: Affine;
  /** Null where a cost has no known bound. */
  readonly high: Affine | null;
  readonly cash: Affine;
}

/** One price and one delivery quote, from one quantity to another; amounts in the buyer's currency. */
export interface PriceStretch {
  readonly unitPrice: Decimal;
  /** quote = quoteFlat + quotePerUnit · quantity; not looked at where the shape has no known quote. */
  readonly quoteFlat: Decimal;
  readonly quotePerUnit: Decimal;
  readonly from: number;
  readonly to: number;
}

export interface LandedTotal extends DecimalRange {
  /** What must be paid at the least. */
  readonly cash: Decimal;
}

/** Landed cost for one buyer, for thousands of prices of a few shapes. */
export interface Landing {
  /** Every line, exactly; for what is shown. */
  shipment(shape: ShipmentShape, costs: BuyerCosts, load: Load): LandedShipment;
  /** The same total, without the lines; for searching. */
  total(shape: ShipmentShape, costs: BuyerCosts, load: Load): LandedTotal;
  /** The total as straight lines in the quantity, exactly: ascending, adjacent, covering `from` to `to`. */
  segments(shape: ShipmentShape, costs: BuyerCosts, stretch: PriceStretch): readonly Segment[];
  /** The lines of the way that the buyer has to pay and nobody has said. */
  unknownLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
  /** The lines that the buyer has said and that stay open for want of the listing's weight, volume or place: only its seller can close them. */
  undecidedLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
  /** The form of total.low that holds at a load and onwards along a change of it, with the conditions under which it holds. */
  form(shape: ShipmentShape, costs: BuyerCosts, load: Load, change: Load): LandedForm;
}

export interface LandedForm {
  readonly total: LinearRange;
  readonly cash: LinearRange;
  /** Each is at or above zero where the form holds. */
  readonly conditions: readonly Linear[];
  readonly unknownLines: readonly WayLine[];
  readonly undecidedLines: readonly WayLine[];
}

const NONE = new Decimal(0);
const GOODS_GROW: Load = { quantity: NONE, goods: new Decimal(1), quote: NONE };
// Forty digits leave far more than this; what is cut off is the noise of a division, which could tip a half cent.
const CLEAN_DIGITS = 15;

/**
 * Lands each shape once with the quantity, the invoice and the quote left open, and reads every total from that form. Where a rule
 * takes the larger or the smaller of two figures there is a form for each case. Remembers them: make one for each comparison.
 * @param askedQuantity What the buyer's lump sums are for; null: for whatever is shipped.
 */
export function createLanding(destination: string, currency: string, askedQuantity: Decimal | null): Landing {
  const forms = new Map<string, LandedForm[]>();
  const costKeys = new WeakMap<BuyerCosts, string>();
  const formsOf = (shape: ShipmentShape, costs: BuyerCosts): LandedForm[] => {
    const costKey = costKeys.get(costs) ?? JSON.stringify(costs);
    costKeys.set(costs, costKey);
    const key = `${shapeKey(shape)} ${costKey}`;
    const found = forms.get(key) ?? [];
    forms.set(key, found);
    return found;
  };
  const form: Landing["form"] = (shape, costs, load, change) => {
    const known = formsOf(shape, costs);
    const holding = known.find(({ conditions }) => conditions.every((figure) => isPositive(figure, load, change)));
    if (holding) return holding;
    const branches = createBranches(load, change);
    const way = { destination, currency, costs, askedQuantity };
    const { total, cash, lines } = landedFigures(shape, way, { ...VARIABLE_LOAD, isRescaled: false }, branches);
    const made = {
      total,
      cash,
      conditions: [...branches.conditions],
      unknownLines: unsaidLines(lines, costs),
      undecidedLines: undecidedLines(lines, costs),
    };
    known.push(made);
    return made;
  };
  const anyForm = (shape: ShipmentShape, costs: BuyerCosts): LandedForm =>
    formsOf(shape, costs)[0] ?? form(shape, costs, GOODS_GROW, GOODS_GROW);
  return {
    form,
    shipment: (shape, costs, load) => landShipment(shape, load, { destination, currency, costs, askedQuantity }),
    total(shape, costs, load) {
      const { total, cash } = form(shape, costs, load, GOODS_GROW);
      const { low, high } = rangeAt(total, load);
      return { low: clean(low), high: high && clean(high), cash: clean(valueAt(cash.low, load)) };
    },
    segments(shape, costs, stretch) {
      return segmentsOf(stretch, (load, change) => form(shape, costs, load, change));
    },
    unknownLines: (shape, costs) => anyForm(shape, costs).unknownLines,
    undecidedLines: (shape, costs) => anyForm(shape, costs).undecidedLines,
  };
}

function segmentsOf(stretch: PriceStretch, formAt: (load: Load, change: Load) => LandedForm): readonly Segment[] {
  const { unitPrice, quoteFlat, quotePerUnit } = stretch;
  const change: Load = { quantity: new Decimal(1), goods: unitPrice, quote: quotePerUnit };
  const to = new Decimal(stretch.to);
  const segments: Segment[] = [];
  let from = new Decimal(stretch.from);
  for (;;) {
    const load = { quantity: from, goods: unitPrice.times(from), quote: quoteFlat.plus(quotePerUnit.times(from)) };
    const { total, cash, conditions } = formAt(load, change);
    const line = (figure: Linear): Affine => {
      const perUnit = slopeAlong(figure, change);
      return { fixed: clean(valueAt(figure, load).minus(perUnit.times(from))), perUnit: clean(perUnit) };
    };
    const kink = conditions.reduce<Decimal>((nearest, figure) => {
      const steps = zeroAlong(figure, load, change);
      return steps === null ? nearest : Decimal.min(nearest, from.plus(steps));
    }, to);
    segments.push({ from, to: kink, low: line(total.low), high: total.high && line(total.high), cash: line(cash.low) });
    if (kink.gte(to)) return segments;
    from = kink;
  }
}

const shapeKey = ({ rule, placeKind = null, taxIncluded, quote, kgPerUnit = null, m3PerUnit = null }: ShipmentShape): string =>
  `${rule} ${placeKind} ${taxIncluded} ${quote && `${quote.scope} ${quote.term} ${quote.known}`} ${kgPerUnit} ${m3PerUnit}`;

const clean = (value: Decimal): Decimal => value.toDecimalPlaces(CLEAN_DIGITS);
