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
  /** The first of them. */
  firstSegment(shape: ShipmentShape, costs: BuyerCosts, stretch: PriceStretch): Segment;
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
const ONE = new Decimal(1);
const GOODS_GROW: Load = { quantity: NONE, goods: ONE, quote: NONE };
// Forty digits leave far more than this; what is cut off is the noise of a division, which could tip a half cent.
const CLEAN_DIGITS = 15;

/**
 * Lands each shape once with the quantity, the invoice and the quote left open, and reads every total from that form. Where a rule
 * takes the larger or the smaller of two figures there is a form for each case. Remembers them: make one for each comparison.
 * @param askedQuantity What the buyer's lump sums are for; null: for whatever is shipped.
 * @param isLeast Nothing less than that is ever shipped.
 */
export function createLanding(destination: string, currency: string, askedQuantity: Decimal | null, isLeast = false): Landing {
  const forms = new Map<string, LandedForm[]>();
  const keys = new WeakMap<object, string>();
  const keyOf = <Item extends object>(item: Item, write: (item: Item) => string): string => {
    const known = keys.get(item) ?? write(item);
    keys.set(item, known);
    return known;
  };
  // The same shape and the same costs come as the same objects nearly always.
  const byIdentity = new WeakMap<ShipmentShape, WeakMap<BuyerCosts, LandedForm[]>>();
  const formsOf = (shape: ShipmentShape, costs: BuyerCosts): LandedForm[] => {
    const ofShape = byIdentity.get(shape) ?? new WeakMap<BuyerCosts, LandedForm[]>();
    byIdentity.set(shape, ofShape);
    const known = ofShape.get(costs);
    if (known) return known;
    const key = `${keyOf(shape, shapeKey)} ${keyOf(costs, JSON.stringify)}`;
    const found = forms.get(key) ?? [];
    forms.set(key, found);
    ofShape.set(costs, found);
    return found;
  };
  const form: Landing["form"] = (shape, costs, load, change) => {
    const known = formsOf(shape, costs);
    const holding = known.find(({ conditions }) => conditions.every((figure) => isPositive(figure, load, change)));
    if (holding) return holding;
    const branches = createBranches(load, change);
    const way = { destination, currency, costs, askedQuantity, isLeast };
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
  /** A form without conditions is the only one of its shape: no load has to be worked out to find it. */
  const formFor = (shape: ShipmentShape, costs: BuyerCosts): FormAt => {
    const [sole] = formsOf(shape, costs);
    return sole?.conditions.length === 0
      ? () => sole
      : (from, stretch) => form(shape, costs, loadAt(from, stretch), changeOf(stretch));
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
    segments: (shape, costs, stretch) => segmentsOf(stretch, formFor(shape, costs)),
    firstSegment: (shape, costs, stretch) => segmentFrom(new Decimal(stretch.from), stretch, formFor(shape, costs)),
    unknownLines: (shape, costs) => anyForm(shape, costs).unknownLines,
    undecidedLines: (shape, costs) => anyForm(shape, costs).undecidedLines,
  };
}

type FormAt = (from: Decimal, stretch: PriceStretch) => LandedForm;

const changeOf = ({ unitPrice, quotePerUnit }: PriceStretch): Load => ({
  quantity: ONE,
  goods: unitPrice,
  quote: quotePerUnit,
});
const loadAt = (quantity: Decimal, { unitPrice, quoteFlat, quotePerUnit }: PriceStretch): Load => ({
  quantity,
  goods: unitPrice.times(quantity),
  quote: quoteFlat.plus(quotePerUnit.times(quantity)),
});

function segmentsOf(stretch: PriceStretch, formAt: FormAt): readonly Segment[] {
  const segments: Segment[] = [];
  let from = new Decimal(stretch.from);
  for (;;) {
    const segment = segmentFrom(from, stretch, formAt);
    segments.push(segment);
    if (segment.to.gte(stretch.to)) return segments;
    from = segment.to;
  }
}

function segmentFrom(from: Decimal, stretch: PriceStretch, formAt: FormAt): Segment {
  const { total, cash, conditions } = formAt(from, stretch);
  const change = changeOf(stretch);
  const line = (figure: Linear): Affine => ({
    fixed: clean(valueAt(figure, { ...EMPTY, quote: stretch.quoteFlat })),
    perUnit: clean(slopeAlong(figure, change)),
  });
  const end = new Decimal(stretch.to);
  const to =
    conditions.length === 0
      ? end
      : conditions.reduce<Decimal>((nearest, figure) => {
          const steps = zeroAlong(figure, loadAt(from, stretch), change);
          return steps === null ? nearest : Decimal.min(nearest, from.plus(steps));
        }, end);
  // Nearly always all three are one figure.
  const low = line(total.low);
  return {
    from,
    to,
    low,
    high: total.high === total.low ? low : total.high && line(total.high),
    cash: cash.low === total.low ? low : line(cash.low),
  };
}

const EMPTY: Load = { quantity: NONE, goods: NONE, quote: NONE };

const shapeKey = ({ rule, placeKind = null, taxIncluded, quote, kgPerUnit = null, m3PerUnit = null }: ShipmentShape): string =>
  `${rule} ${placeKind} ${taxIncluded} ${quote && `${quote.scope} ${quote.term} ${quote.known}`} ${kgPerUnit} ${m3PerUnit}`;

const clean = (value: Decimal): Decimal =>
  value.decimalPlaces() <= CLEAN_DIGITS ? value : value.toDecimalPlaces(CLEAN_DIGITS);
