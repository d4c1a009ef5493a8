import { type Amount, Decimal, minorUnitDigits, roundToMinorUnit } from "../../model/money.ts";
import type { ComparisonRequest, CurveStretch, Flip } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, COST_LINES, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import type { Contestant } from "../option/contestant.ts";
import { costsOf } from "../option/entrants.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";
import { flipPoints, type Lever } from "./flip-point.ts";
import { flipGroups } from "./grouped.ts";
import { type Bidder, standingOf } from "./standing.ts";

export interface FlipField {
  /** The cheapest first, with every way to buy, not only those worth keeping today. */
  readonly bidders: readonly (Bidder & { readonly contestant: Contestant })[];
  readonly request: ComparisonRequest;
  readonly terms: Terms;
}

// A millionth: finer than any tariff states a rate, coarse enough to read.
const RATE_STEP = new Decimal("0.000001");
/** Exchange rates are quoted to six figures. */
const EXCHANGE_DIGITS = 6;
const MAX_RATE = new Decimal(1);
// Cover for 110 % of the value at this rate would cost all of the value; no rate near it exists.
const MAX_INSURANCE_RATE = new Decimal("0.9");

/** For each figure, given or unknown: where it has to go for another option to take the first place by cost. The closest first. */
export function findFlips(field: FlipField, curve: readonly CurveStretch[]): readonly Flip[] {
  const first = field.bidders[0]?.ref;
  if (first === undefined || field.bidders.length < 2) return [];
  const { currency } = field.request;
  const costFlips = COST_LINES.flatMap((line) =>
    figuresOf(line, field).flatMap(({ ref, now }) =>
      flipPoints(costLever(line, ref, now, field), first, currency).map(({ threshold, leader }) => ({
        what: RATE_LINES.has(line) ? `${line}_rate` : line,
        ref,
        now,
        threshold: RATE_LINES.has(line) ? threshold.toFixed() : roundToMinorUnit(threshold, currency),
        leader,
      })),
    ),
  );
  const exchangeFlips = foreignCurrencies(field).flatMap((code) => {
    const now = field.request.fx?.rates[code];
    if (now === undefined) return [];
    return flipPoints(exchangeLever(code, now, field), first, currency).map(({ threshold, leader }) => {
      return { what: `fx.${code}`, ref: null, now, threshold: threshold.toFixed(), leader };
    });
  });
  const flips = [...costFlips, ...exchangeFlips, ...quantityFlips(first, field.request.quantity, curve)];
  return flipGroups(flips, ({ leader }) => leader)
    .flat()
    .map(({ what, ref, ...flip }) => ({ ...flip, what: [what], for: ref, together: false }));
}

/**
 * Whose figure a line is: one for all, or, where a listing or a marketplace has one of its own, or another listing quotes the
 * line, its own.
 */
function figuresOf(
  line: WayLine,
  { bidders, request, terms }: FlipField,
): readonly { readonly ref: string | null; readonly now: Amount | null }[] {
  const name = COST_FIELD[line];
  const own = bidders.filter(({ ref }) => costsOf({ ref }, { ...request, costs: {} })[name] !== undefined);
  const sharing = bidders.filter((bidder) => !own.includes(bidder));
  const given = request.costs[name];
  const ownFigures = new Map(own.map(({ ref, costs }) => [ownerOf(ref, name, request), text(costs[name])]));
  const figures = [...ownFigures].map(([ref, now]) => ({ ref, now }));
  if (given !== undefined) return sharing.length > 0 ? [...figures, { ref: null, now: text(given) }] : figures;
  const lacking = sharing.filter(({ contestant }) =>
    terms.landing.unknownLines(contestant.best.shape, contestant.costs).includes(line),
  );
  if (lacking.length === 0) return figures;
  const isQuoted = sharing.some((bidder) => !lacking.includes(bidder) && quotes(bidder.contestant, line));
  const owners = isQuoted ? ownersOf(lacking, bidders) : [null];
  return [...figures, ...owners.map((ref) => ({ ref, now: null }))];
}

/** The key under which the buyer gave the figure: the listing's, its product's or its marketplace's. */
function ownerOf(ref: string, name: keyof BuyerCosts, { costsByProduct }: FlipField["request"]): string {
  const [product = ref] = ref.split("#");
  return [ref, product].find((key) => costsByProduct[key]?.[name] !== undefined) ?? marketplaceOf(ref);
}

/** One figure for a marketplace where none of its listings has the line quoted, else one for each listing. */
function ownersOf(lacking: readonly Bidder[], bidders: readonly Bidder[]): readonly string[] {
  const isShared = ({ ref }: Bidder): boolean =>
    lacking.filter((other) => marketplaceOf(other.ref) === marketplaceOf(ref)).length > 1 &&
    bidders.every((other) => marketplaceOf(other.ref) !== marketplaceOf(ref) || lacking.includes(other));
  return [...new Set(lacking.map((bidder) => (isShared(bidder) ? marketplaceOf(bidder.ref) : bidder.ref)))];
}

const marketplaceOf = (ref: string): string => ref.split(":")[0] ?? ref;

const quotes = ({ best }: Contestant, line: WayLine): boolean =>
  best.shape.rule !== null &&
  best.route !== null &&
  (best.route.scope === "domestic" ? line === "origin_inland" : line === "freight");

const text = (value: Amount | undefined): Amount | null => value ?? null;

function costLever(line: WayLine, ref: string | null, now: Amount | null, { bidders, request, terms }: FlipField): Lever {
  const isRate = RATE_LINES.has(line);
  const withFigure = (value: Decimal): readonly Bidder[] => {
    const figure: BuyerCosts = { [COST_FIELD[line]]: value.toFixed() };
    const changed =
      ref === null
        ? { ...request, costs: { ...request.costs, ...figure } }
        : { ...request, costsByProduct: { ...request.costsByProduct, [ref]: { ...request.costsByProduct[ref], ...figure } } };
    return bidders.map((bidder) => ({ ...bidder, costs: costsOf(bidder, changed) }));
  };
  return {
    now: new Decimal(now ?? 0),
    least: new Decimal(0),
    most: isRate ? (line === "insurance" ? MAX_INSURANCE_RATE : MAX_RATE) : null,
    step: isRate ? RATE_STEP : new Decimal(10).pow(-minorUnitDigits(request.currency)),
    ...(line === "insurance" ? INSURANCE_SCALE : PLAIN_SCALE),
    standingAt: (value) => standingOf(withFigure(value), terms.landing),
  };
}

const PLAIN_SCALE = { scale: (value: Decimal): Decimal => value, unscale: (scaled: Decimal): Decimal => scaled };
// The premium is 1.1 r / (1 − 1.1 r) of the uninsured value: linear in r / (1 − 1.1 r).
const INSURANCE_SCALE = {
  scale: (rate: Decimal): Decimal => rate.dividedBy(new Decimal(1).minus(rate.times("1.1"))),
  unscale: (scaled: Decimal): Decimal | null => (scaled.lessThan(0) ? null : scaled.dividedBy(scaled.times("1.1").plus(1))),
};
const INVERSE_SCALE = {
  scale: (rate: Decimal): Decimal => new Decimal(1).dividedBy(rate),
  unscale: (scaled: Decimal): Decimal | null => (scaled.greaterThan(0) ? new Decimal(1).dividedBy(scaled) : null),
};

function exchangeLever(code: string, now: Amount, { bidders, request, terms }: FlipField): Lever {
  const rate = new Decimal(now);
  const step = new Decimal(10).pow(
    rate
      .log(10)
      .floor()
      .minus(EXCHANGE_DIGITS - 1),
  );
  return {
    now: rate,
    least: step,
    most: null,
    step,
    ...INVERSE_SCALE,
    standingAt(value) {
      const fx: Terms["fx"] = {
        asOf: null,
        source: null,
        ...request.fx,
        rates: { ...request.fx?.rates, [code]: value.toFixed() },
      };
      const repriced = bidders.map((bidder) => {
        const price = priceListing(bidder.contestant.listing, bidder.costs, { ...terms, fx });
        return { ...bidder, candidates: price.state === "priced" ? price.candidates : [] };
      });
      return standingOf(repriced, terms.landing);
    },
  };
}

function foreignCurrencies({ bidders, request }: FlipField): readonly string[] {
  const used = bidders.flatMap(({ contestant }) => {
    const { offer, shipping } = contestant.listing.product;
    return [offer.currency, ...shipping.options.map(({ freight }) => freight?.currency ?? null)];
  });
  return [...new Set(used)]
    .filter((code) => code !== null)
    .filter((code) => code !== request.currency)
    .sort();
}

interface FigureFlip extends Omit<Flip, "what" | "for" | "together"> {
  readonly what: string;
  readonly ref: string | null;
}

function quantityFlips(first: string, need: number, curve: readonly CurveStretch[]): readonly FigureFlip[] {
  const here = curve.findIndex(({ fromQuantity, toQuantity }) => fromQuantity <= need && need <= toQuantity);
  if (curve[here]?.cheapest !== first) return [];
  const [below, above] = [curve[here - 1], curve[here + 1]];
  const flip = (stretch: CurveStretch | undefined, threshold: number | undefined): readonly FigureFlip[] =>
    stretch?.cheapest == null || threshold === undefined
      ? []
      : [{ what: "quantity", ref: null, now: String(need), threshold: String(threshold), leader: stretch.cheapest }];
  return [...flip(below, below?.toQuantity), ...flip(above, above?.fromQuantity)];
}
