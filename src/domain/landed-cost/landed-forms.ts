import { Decimal } from "../../model/money.ts";
import { once, onceForEach } from "../../object-memory.ts";
import { amountsOf, saidBeside } from "./amounts.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { isBySize } from "./given-costs.ts";
import { landedFigures } from "./landed-figures.ts";
import { type Branches, createBranches, isPositive } from "./linear/branches.ts";
import {
  type Amounts,
  hasShares,
  isConstant,
  type Linear,
  type Load,
  signOf,
  VARIABLE_LOAD,
  withAmounts,
} from "./linear/linear.ts";
import { aboutAt } from "./linear/linear-double.ts";
import type { LinearRange } from "./linear/linear-range.ts";
import type { LandedForm } from "./segments.ts";
import type { ShipmentShape, Way } from "./shipment-price.ts";
import { undecidedLines, unsaidLines } from "./way-lines.ts";

/** The totals of a shape under some costs, with the load and the buyer's amounts left open, and the conditions under which they hold. */
interface OpenForm extends LandedForm {
  /** Some figure hangs on an amount. */
  readonly isOpen: boolean;
}

/** The forms of one shape under one buyer's costs. */
export interface LandedForms {
  /** The same for all shapes and costs that land alike, whatever the amounts. */
  readonly kind: object;
  /** The one that holds at a load and onwards along a change of it. */
  at(load: Load, change: Load): LandedForm;
  /** One that holds at a load, told by doubles: where two meet they are equal, so either will do. */
  near(load: Load): LandedForm;
  /** The only one, whatever the load; null where the load decides. */
  sole(): LandedForm | null;
}

// So many different things said of the way: a comparison of which little is known looks at some thirty, each for a dozen shapes; where
// costs go by weight or volume, at as many for each size of goods.
const MOST_KEPT = 300;

type ByShape = Map<string, OpenForm[]>;

const kept = new Map<string, ByShape>();

/**
 * How the shapes of a comparison land. A form hangs on no price, no quantity and no amount of the buyer's, so the next question finds
 * those of the last one wherever the same things are said of the way.
 */
export function landedForms(destination: string): (shape: ShipmentShape, costs: BuyerCosts) => LandedForms {
  const [shapeKey, sizeKey] = [onceForEach(writeShape), onceForEach(writeSize)];
  const read = onceForEach((costs: BuyerCosts) => {
    const said = `${destination} ${saidBeside(costs)}`;
    return { said, amounts: amountsOf(costs), forms: isBySize(costs) ? null : keptUnder(said) };
  });
  return (shape, costs) => {
    const { said, amounts, forms } = read(costs);
    const byShape = forms ?? keptUnder(`${said} ${sizeKey(shape)}`);
    const key = shapeKey(shape);
    const open = byShape.get(key) ?? [];
    byShape.set(key, open);
    return settledForms(open, amounts, (branches) => openForm(shape, { destination, costs }, branches));
  };
}

function keptUnder(said: string): ByShape {
  const found: ByShape = kept.get(said) ?? new Map();
  // The last to be asked for are the last to go.
  kept.delete(said);
  kept.set(said, found);
  const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  return found;
}

function settledForms(open: OpenForm[], amounts: Amounts, make: (branches: Branches) => OpenForm): LandedForms {
  const settled: LandedForm[] = [];
  let seen = 0;
  const known = (): readonly LandedForm[] => {
    // Other costs of which the same things are said add to the same forms.
    for (const form of seen === open.length ? [] : open.slice(seen)) settled.push(...settle(form, amounts));
    seen = open.length;
    return settled;
  };
  const at = (load: Load, change: Load): LandedForm => {
    const holding = known().find(({ conditions }) => conditions.every((figure) => isPositive(figure, load, change)));
    if (holding) return holding;
    const made = make(createBranches(load, change, amounts));
    open.push(made);
    // It holds here, so it is the last that is settled.
    return known().at(-1) ?? made;
  };
  return {
    kind: open,
    at,
    near: (load) =>
      known().find(({ conditions }) => conditions.every((figure) => aboutAt(figure, load) >= 0)) ?? at(load, NO_LOAD),
    sole() {
      const [first] = known();
      return first?.conditions.length === 0 ? first : null;
    },
  };
}

function openForm(shape: ShipmentShape, way: Pick<Way, "costs" | "destination">, branches: Branches): OpenForm {
  const { costs } = way;
  const { total, cash, lines, unsure } = landedFigures(shape, way, OPEN_FIGURES, branches);
  const conditions = [...branches.conditions];
  const figures = [total.low, total.high, cash.low, cash.high, ...conditions];
  return {
    total,
    cash,
    conditions,
    unknownLines: once(() => unsaidLines(lines, costs)),
    undecidedLines: once(() => undecidedLines(lines, costs)),
    unsureLines: unsure,
    shares: total.low.shares,
    bendsWith: (field) => conditions.some(({ shares }) => shares[field]?.isZero() === false),
    isOpen: figures.some((figure) => figure !== null && hasShares(figure)),
  };
}

const OPEN_FIGURES = { ...VARIABLE_LOAD, isRescaled: false, isOpen: true };

/** The same for the amounts that this buyer gave; none where they settle one of its conditions against it. */
function settle(form: OpenForm, amounts: Amounts): readonly LandedForm[] {
  if (!form.isOpen) return [form];
  const at = onceForEach((figure: Linear) => withAmounts(figure, amounts));
  const range = ({ low, high }: LinearRange): LinearRange => ({ low: at(low), high: high && at(high) });
  const conditions = form.conditions.map(at);
  if (conditions.some((figure) => isConstant(figure) && !isPositive(figure, NO_LOAD, NO_LOAD))) return [];
  const left = conditions.filter((figure) => (signOf(figure) ?? -1) < 0);
  return [{ ...form, total: range(form.total), cash: range(form.cash), conditions: left }];
}

const NONE = new Decimal(0);
const NO_LOAD: Load = { quantity: NONE, goods: NONE, quote: NONE, growth: NONE };

const writeShape = ({
  rule,
  isTermOpen = false,
  pricedApart = null,
  placeKind = null,
  taxIncluded,
  quote,
}: ShipmentShape): string =>
  `${rule} ${isTermOpen} ${pricedApart} ${placeKind} ${taxIncluded} ${quote && `${quote.scope} ${quote.term} ${quote.known}`}`;

const writeSize = ({ kgPerUnit = null, m3PerUnit = null }: ShipmentShape): string => `${kgPerUnit} ${m3PerUnit}`;
