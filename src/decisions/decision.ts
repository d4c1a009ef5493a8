import type { CostCurve } from "../domain/compare/cost-curves.ts";
import type { RuleStretch, Verdict } from "../domain/comparison.ts";
import type { Amount } from "../model/money.ts";

const DAY_MS = 86_400_000;
/** The question and what was decided are the buyer's own. */
export const QUESTION_LIFE_MS = 90 * DAY_MS;
/** What the platforms allow of sellers' figures. */
export const SELLERS_LIFE_MS = 7 * DAY_MS;

/** A comparison as it is kept. Plain JSON. */
export interface Decision {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly decidedAtMs: number;
  readonly mode: "live" | "sandbox";
  /** The input of compare_purchase_options as it was read. */
  readonly question: Readonly<Record<string, unknown>>;
  readonly decided: Decided;
  /** Null once they have passed their time. */
  readonly sellers: SellersFigures | null;
}

/** What was to be bought. */
export interface Decided {
  readonly state: Verdict["state"];
  readonly winner: string | null;
  readonly rule: readonly RuleStretch[];
  /** The option that is bought first, and how much of it; null where nothing can be bought. */
  readonly first: { readonly ref: string; readonly quantity: number } | null;
}

/** What the sellers and the day's rates said. */
export interface SellersFigures {
  readonly options: readonly OptionFigures[];
  /** Units of each for one of the buyer's currency. */
  readonly rates: Readonly<Record<string, Amount>>;
  /** Of the option that is bought first: the least it costs. */
  readonly total: Amount | null;
  /** The whole answer as it was given, for its page; absent in decisions that were kept before pages were. */
  readonly shown?: {
    /** The structured answer of compare_purchase_options, in full. */
    readonly answer: Readonly<Record<string, unknown>>;
    readonly curves: readonly CostCurve[];
  };
}

export interface OptionFigures {
  readonly ref: string;
  /** The comparison's state, or the fault for which a listing could not be read. */
  readonly status: string;
  readonly price: string | null;
  readonly tier: string | null;
  readonly stock: string | null;
  readonly leadTime: string | null;
  readonly freight: string | null;
}

/** Kept comparisons. Writers and readers of several processes may use one store at once. */
export interface DecisionStore {
  /** Whole or not at all; another decision is never touched. */
  put(decision: Decision): Promise<void>;
  /** Null where none is kept under the id. @throws the store's error */
  get(id: string): Promise<Decision | null>;
  /** Newest first. */
  ids(): Promise<readonly string[]>;
  /** Removes those whose question or figures name the listing, all of them for null. Resolves to their number. */
  remove(ref: string | null): Promise<number>;
}

const ID = /^d-[0-9a-z]{8,10}-[0-9a-f]{8}$/;

/** Whether a text can be a decision's name; anything else never reaches a path or a key. */
export const isDecisionId = (text: string): boolean => ID.test(text);

/** A name that sorts by time. @param random eight hexadecimal digits */
export const decisionId = (decidedAtMs: number, random: string): string =>
  `d-${decidedAtMs.toString(36).padStart(9, "0")}-${random}`;

/** A decision's two texts: what lives 90 days, and what lives 7. */
export const partsOf = ({ sellers, ...question }: Decision): { readonly question: string; readonly sellers: string } => ({
  question: JSON.stringify(question),
  sellers: JSON.stringify({ id: question.id, decidedAtMs: question.decidedAtMs, sellers }),
});

/** The decision again, without what has passed its time; null where it has passed itself, or a text is not this decision's. */
export function joinParts(id: string, question: string | null, sellers: string | null, nowMs: number): Decision | null {
  const kept = parsed(question);
  if (kept === null || kept["id"] !== id || typeof kept["decidedAtMs"] !== "number") return null;
  const ageMs = nowMs - kept["decidedAtMs"];
  if (ageMs >= QUESTION_LIFE_MS) return null;
  const figures = ageMs < SELLERS_LIFE_MS ? parsed(sellers) : null;
  return { ...kept, sellers: figures?.["id"] === id ? (figures["sellers"] ?? null) : null } as unknown as Decision;
}

/** Whether a decision speaks of a listing, one of its SKUs included. */
export function names({ question, sellers }: Decision, ref: string): boolean {
  const text = JSON.stringify([question, sellers]);
  const [marketplace = "", id = ""] = ref.split(":");
  return new RegExp(`"${marketplace}:${id}(?:#[^"]*)?"`).test(text) || new RegExp(`\\b${id}\\.html`).test(text);
}

function parsed(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
