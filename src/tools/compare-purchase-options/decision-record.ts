import { randomBytes } from "node:crypto";
import {
  type Decided,
  type Decision,
  type DecisionStore,
  decisionId,
  type OptionFigures,
  type SellersFigures,
} from "../../decisions/decision.ts";
import { costCurves } from "../../domain/compare/cost-curves.ts";
import type { ComparedOption } from "../../domain/compared-option.ts";
import type { Comparison, ComparisonRequest, FailedListing, Listing } from "../../domain/comparison.ts";
import type { DayRange } from "../../model/freight.ts";
import { Decimal } from "../../model/money.ts";
import type { ToolContext } from "../tool.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";
import type { ComparisonInput } from "./input.ts";
import type { Weighed } from "./weigh.ts";

const ID_BYTES = 4;

interface Kept {
  readonly id: string;
  /** When it was last seen in the store. */
  seenMs: number;
}

// The same question about the same facts is one decision, for as long as it is there: a purge may take it.
const keptIn = new WeakMap<DecisionStore, WeakMap<Comparison, Kept>>();
const BELIEVED_MS = 1_000;

async function isThere(kept: Kept, store: DecisionStore, nowMs: number): Promise<boolean> {
  if (Math.abs(nowMs - kept.seenMs) < BELIEVED_MS) return true;
  if ((await store.get(kept.id)) === null) return false;
  kept.seenMs = nowMs;
  return true;
}

/** Keeps a comparison; its id, or null where it could not be kept or nothing keeps any. A store that fails fails no comparison. */
export async function keepDecision(
  asked: ComparisonInput,
  weighed: Weighed,
  answer: ComparisonAnswer,
  context: ToolContext,
): Promise<string | null> {
  if (context.decisions === undefined) return null;
  try {
    const store = await context.decisions();
    const { comparison } = weighed;
    const known = keptIn.get(store) ?? new WeakMap<Comparison, Kept>();
    keptIn.set(store, known);
    const kept = known.get(comparison);
    if (kept !== undefined && (await isThere(kept, store, context.now()))) return kept.id;
    const decision = decisionOf(asked, weighed, answer, context);
    await store.put(decision);
    known.set(comparison, { id: decision.id, seenMs: context.now() });
    return decision.id;
  } catch {
    return null;
  }
}

function decisionOf(
  asked: ComparisonInput,
  { comparison, request, opened }: Weighed,
  answer: ComparisonAnswer,
  context: ToolContext,
): Decision {
  const decidedAtMs = context.now();
  const id = decisionId(decidedAtMs, randomBytes(ID_BYTES).toString("hex"));
  return {
    id,
    decidedAtMs,
    mode: context.mode,
    // What a setting filled in stays as it was, whatever the setting becomes.
    question: { ...asked, destination: comparison.destination, currency: comparison.currency },
    decided: decidedIn(comparison),
    sellers: {
      ...figuresOf(comparison, request),
      // Kept for a page, which has room for all of it.
      shown: { answer: { ...answer, decision_id: id }, curves: costCurves(opened) },
    },
  };
}

/** What a comparison says to buy. */
export function decidedIn({ verdict, options, ranks, priority }: Comparison): Decided {
  const ref = verdict.winner ?? verdict.rule[0]?.buy ?? ranks[priority][0] ?? null;
  const buy = options.find((option) => option.ref === ref)?.buy ?? null;
  return {
    state: verdict.state,
    winner: verdict.winner,
    rule: verdict.rule,
    first: ref === null || buy === null ? null : { ref, quantity: buy.quantity },
  };
}

/** What the sellers and the rates say. */
export function figuresOf(comparison: Comparison, request: ComparisonRequest): SellersFigures {
  const listings = new Map(request.listings.map((listing) => [listing.ref, listing]));
  const first = decidedIn(comparison).first?.ref ?? null;
  const bought = comparison.options.find(({ ref }) => ref === first);
  return {
    options: comparison.options.map((option) => optionFigures(option, listings.get(option.ref), comparison.currency)),
    rates: comparison.fx?.rates ?? {},
    total: bought?.cost?.total.low ?? null,
  };
}

function optionFigures(option: ComparedOption, listing: Listing | FailedListing | undefined, currency: string): OptionFigures {
  const { ref, buy, cost } = option;
  const product = listing !== undefined && "product" in listing ? listing.product : null;
  const quoted = (cost?.lines ?? []).filter(
    ({ name, basis, amount }) => basis === "quoted" && name !== "goods" && amount !== null,
  );
  const freight = quoted.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Decimal(0));
  return {
    ref,
    status: product?.status ?? option.reasons[0]?.code ?? option.state,
    price: buy === null || buy.unitPrice === null ? null : `${buy.unitPrice} ${buy.currency}`,
    tier:
      buy?.tier == null ? null : `${buy.tier.minQuantity}${buy.tier.maxQuantity === null ? "+" : `-${buy.tier.maxQuantity}`}`,
    stock: product?.stock == null ? null : String(product.stock),
    leadTime: daysOf(product?.leadTimeDays ?? null),
    freight: quoted.length === 0 ? null : `${freight} ${currency}`,
  };
}

const daysOf = (days: DayRange | null): string | null => (days === null ? null : `${days.low ?? "?"}-${days.high ?? "?"} days`);
