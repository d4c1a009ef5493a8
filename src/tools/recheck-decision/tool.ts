import { z } from "zod";
import { changesBetween, isOtherBuy } from "../../decisions/changes.ts";
import { type Decision, isDecisionId } from "../../decisions/decision.ts";
import type { Comparison } from "../../domain/comparison.ts";
import { FAULT_KINDS, Fault, type FaultKind } from "../../model/fault.ts";
import { decidedIn, figuresOf } from "../compare-purchase-options/decision-record.ts";
import type { ComparisonInput } from "../compare-purchase-options/input.ts";
import { presentComparison } from "../compare-purchase-options/present.ts";
import { weigh } from "../compare-purchase-options/weigh.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { recheckAnswer } from "./answer-schema.ts";
import { recheckText } from "./text.ts";

const input = z.strictObject({
  decision_id: z.string().trim().min(1).max(60).describe("From the comparison: d-0mb2k3x9q-1f2e3d4c"),
});

export const recheckDecision = defineTool({
  name: "recheck_decision",
  title: "Look at a decision again",
  description:
    "Asks an earlier comparison again with today's listings, deliveries and rates, and says what changed and whether something else is to " +
    "be bought. Use it before an order that was decided days ago, or every night.",
  input,
  output: recheckAnswer,
  async run({ decision_id: id }, context) {
    const decision = await readDecision(id, context);
    const asked = todaysQuestion(decision, context);
    const { comparison, request, notes } = await weigh(asked, context, true);
    refuseUnread(decision, comparison);
    const now = { decided: decidedIn(comparison), figures: figuresOf(comparison, request) };
    const { verdict } = presentComparison(comparison, context.mode, [...notes]);
    const gone =
      decision.sellers === null ? ["The sellers' figures of then are no longer kept: what they were is not known."] : [];
    const answer = {
      mode: context.mode,
      decision_id: id,
      decided_at: new Date(decision.decidedAtMs).toISOString(),
      checked_at: new Date(context.now()).toISOString(),
      verdict: { ...verdict },
      was: { state: decision.decided.state, winner: decision.decided.winner, rule: decision.decided.rule.map(presentStretch) },
      changed: changesBetween(decision.sellers, now.figures).map((change) => ({ ...change })),
      total: { was: decision.sellers?.total ?? null, now: now.figures.total },
      order_changed: isOtherBuy(decision.decided, now.decided),
      notes: [...gone, ...notes],
    };
    const orders = { was: decision.decided.first, now: now.decided.first };
    return { structured: answer, text: recheckText(answer, orders, comparison.currency) };
  },
});

// The platform's own word that a listing is gone; any other failure says nothing of it.
const GONE: readonly FaultKind[] = ["not_found", "off_shelf", "not_sold_there"];

/**
 * What was decided on and cannot be read now changes no buy: a night on which a platform is down, or the rates are, decides nothing.
 * @throws Fault of the kind that stood in the way
 */
function refuseUnread({ decided, sellers }: Decision, { options }: Comparison): void {
  const bought = new Set([decided.first?.ref, ...decided.rule.map(({ buy }) => buy)]);
  const next = "The decision stands as it was. Ask again later.";
  for (const { ref, state, reasons } of options) {
    const [reason] = reasons;
    if (reason === undefined || !bought.has(ref)) continue;
    const message = `${ref} was decided on and cannot be read now (${reason.message.replace(/\.$/, "")}): whether the buy changes is not known`;
    const kind = FAULT_KINDS.find((known) => known === reason.code);
    if (state === "error" && kind !== undefined && !GONE.includes(kind)) throw new Fault({ kind, message, next });
    const wasPriced = sellers?.options.some((option) => option.ref === ref && option.price !== null) === true;
    if (state === "unpriced" && reason.code === "rate_missing" && wasPriced)
      throw new Fault({ kind: "unavailable", message, next });
  }
}

async function readDecision(id: string, context: ToolContext): Promise<Decision> {
  const next = "Take `decision_id` from the answer of compare_purchase_options, or compare again.";
  if (!isDecisionId(id))
    throw new Fault({ kind: "bad_input", message: "`decision_id`: not a decision's name, such as d-0mb2k3x9q-1f2e3d4c", next });
  const decision = (await (await context.decisions?.())?.get(id)) ?? null;
  if (decision === null) {
    throw new Fault({
      kind: "bad_input",
      message: `No decision is kept under ${id}: one is kept 90 days, and a purge removes it`,
      next,
    });
  }
  if (decision.mode !== context.mode) {
    throw new Fault({
      kind: "bad_input",
      message: `${id} was decided in ${decision.mode} mode, and this is ${context.mode} mode`,
      next,
    });
  }
  return decision;
}

/** The same question; rates that were given with it make way for today's where there are any. */
function todaysQuestion({ question }: Decision, { dayRates, defaults }: ToolContext): ComparisonInput {
  const asked = question as unknown as ComparisonInput;
  if (dayRates === undefined && defaults.fx === null) return asked;
  const { fx: _then, ...rest } = asked;
  return rest;
}

const presentStretch = ({ buy, when, likely }: Decision["decided"]["rule"][number]) => ({
  buy,
  when: when && { ...when, what: [...when.what] },
  likely,
});
