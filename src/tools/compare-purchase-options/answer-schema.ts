import { z } from "zod";
import { PRIORITIES } from "../../domain/comparison.ts";
import { PLACE_KINDS } from "../../model/trade-term.ts";
import { tradeTerm } from "../wording/trade-term.ts";

/**
 * Checked whole, advertised by the names of its fields alone: clients put the list of tools into every conversation, and these
 * groups would be most of it.
 */
const group = <Group extends z.ZodObject>(schema: Group, hint = "") => {
  const said = schema.pipe(z.record(z.string(), z.unknown()) as unknown as z.ZodType<z.output<Group>, z.output<Group>>);
  return said.describe(`${fieldsOf(schema)}${hint}`);
};

/** `ref, buy{quantity, …}`: names from the schema itself, so that none can be forgotten. */
function fieldsOf(schema: z.ZodObject): string {
  return Object.keys(schema.shape).join(", ");
}

// A concise answer leaves groups out: what may be absent is optional, what is not known is null.
const range = z.strictObject({ low: z.string(), high: z.string().nullable() });
const days = z.strictObject({ low: z.number().nullable(), high: z.number().nullable() }).nullable();

const buy = z.strictObject({
  quantity: z.number(),
  surplus: z.number().optional(),
  unit: z.string().nullable().optional(),
  unit_price: z.string().nullable(),
  currency: z.string(),
  tier: z.strictObject({ min_quantity: z.number(), max_quantity: z.number().nullable() }).nullable().optional(),
  sku: z.string().nullable().optional(),
  mix: z.array(z.strictObject({ sku: z.string(), quantity: z.number(), unit_price: z.string() })).optional(),
  trade_term: z.union([
    tradeTerm,
    z.strictObject({ rule: z.string(), assumed: z.boolean(), place_kind: z.enum(PLACE_KINDS).optional() }),
  ]),
  basis: z.enum(["listing", "offer", "given"]).optional(),
});

const shipment = z.strictObject({
  pieces: z.number().nullable().optional(),
  cartons: z.number().nullable().optional(),
  m3: z.string().nullable().optional(),
  kg: z.string().nullable().optional(),
  chargeable_kg: z.string().nullable().optional(),
  basis: z.enum(["listing", "offer", "given"]).nullable().optional(),
});

const line = z.strictObject({
  name: z.string(),
  amount: z.string().nullable(),
  low: z.string().nullable().optional(),
  high: z.string().nullable().optional(),
  basis: z.enum(["in_price", "given", "scaled", "quoted", "computed", "unknown", "not_applicable"]),
});

const cost = z.strictObject({
  goods: z.string().nullable().optional(),
  lines: z.array(line).optional(),
  total: range,
  cash: range.optional(),
  per_unit: range,
  complete: z.boolean().optional(),
  missing: z.array(z.string()),
});

const quantityTotal = { quantity: z.number(), total: z.string() };

const option = z.strictObject({
  ref: z.string(),
  title: z.string().nullable(),
  supplier: z.string().nullable(),
  offer_words: z.strictObject({ payment_terms: z.string().optional(), note: z.string().optional() }).optional(),
  state: z.enum(["feasible", "infeasible", "unpriced", "error"]),
  reasons: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  buy: buy.nullable().optional(),
  shipment: shipment.nullable().optional(),
  cost: cost.nullable().optional(),
  exact: z.strictObject({ total: range, saving: z.string() }).nullable().optional(),
  cheaper_below: z
    .strictObject({ ...quantityTotal, saving: z.string() })
    .nullable()
    .optional(),
  faster: z
    .strictObject({ ...quantityTotal, extra: z.string(), days })
    .nullable()
    .optional(),
  nearest: z.strictObject(quantityTotal).nullable().optional(),
  batches: z
    .array(
      z.strictObject({ count: z.number(), sizes: z.array(z.number()), total: z.string(), holding_cost: z.string().nullable() }),
    )
    .optional(),
  best_batch_count: z.number().nullable().optional(),
  batch_limit: z.strictObject({ per_shipment: z.string(), count: z.number() }).nullable().optional(),
  stock_days: z.number().nullable().optional(),
  stock_days_basis: z.enum(["your_demand", "seller_sales"]).nullable().optional(),
  stock_risk: z.enum(["low", "medium", "high", "unknown"]).optional(),
  lead_time_days: days.optional(),
  lead_time: z.strictObject({ production: days, transit: days }).nullable().optional(),
  supplier_score: z
    .strictObject({
      low: z.string(),
      high: z.string(),
      estimate: z.string().nullable().optional(),
      level: z.string().optional(),
    })
    .nullable()
    .optional(),
  known_of_supplier: z.array(z.string()).optional(),
  requirements: z
    .array(z.strictObject({ name: z.string(), state: z.enum(["meets", "fails", "unknown"]), why: z.string() }))
    .optional(),
  in_budget: z.enum(["yes", "no", "unknown"]).nullable().optional(),
  market_marks: z
    .strictObject({ usual: z.array(z.string()), shown: z.array(z.string()), not_shown: z.array(z.string()) })
    .nullable()
    .optional(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string().optional() })).optional(),
});

const allocations = z.array(z.strictObject({ ref: z.string(), ...quantityTotal }));

const split = z.strictObject({
  allocations,
  total: z.string(),
  saving: z.string().nullable(),
  proof: z.enum(["optimal", "bounded"]),
  gap: z.string(),
});

const secondSource = z.strictObject({ allocations, total: z.string(), premium: z.string(), min_share: z.string() });

const flip = z.strictObject({
  what: z.array(z.string()),
  for: z.string().nullable(),
  now: z.string().nullable(),
  threshold: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the contract's name; it holds a reference and is never called.
  then: z.string(),
  together: z.boolean(),
});

const stretch = z.strictObject({ from_quantity: z.number(), to_quantity: z.number(), cheapest: z.string().nullable() });

const ranks = z.strictObject({
  cost: z.array(z.string()),
  speed: z.array(z.string()),
  risk: z.array(z.string()),
  first_order: z.array(z.string()),
});

const rates = z.strictObject({
  rates: z.record(z.string(), z.string()),
  as_of: z.string().nullable(),
  source: z.string().nullable(),
});

/** One stretch of the rule: what to buy, and when. */
export const ruleStretch = z.strictObject({
  buy: z.string(),
  when: z
    .strictObject({
      what: z.array(z.string()),
      for: z.string().nullable(),
      above: z.string().nullable(),
      below: z.string().nullable(),
      unit: z.string(),
    })
    .nullable(),
  likely: z.boolean(),
});

const question = z.strictObject({
  to: z.enum(["supplier", "forwarder", "buyer"]),
  ref: z.string().nullable(),
  question_en: z.string(),
  question_zh: z.string(),
  answers: z.array(z.strictObject({ field: z.string(), for: z.string().nullable(), unit: z.string() })),
  settles: z.string(),
});

const verdict = z.strictObject({
  state: z.enum(["winner", "conditional", "tie", "undecided", "single", "infeasible"]),
  winner: z.string().nullable(),
  headline: z.string(),
  because: z.string(),
  rule: z.array(group(ruleStretch)),
  contenders: z.array(z.string()),
  ask_next: group(question).nullable(),
  next_steps: z.array(z.string()),
});

const supplierMessage = z.strictObject({
  ref: z.string(),
  zh: z.string(),
  en: z.string(),
  // Which of the two to send, where it is not the Chinese one.
  language: z.literal("en").optional(),
});

const messages = z.strictObject({
  supplier: supplierMessage.nullable(),
  forwarder: z.strictObject({ en: z.string() }).nullable(),
  others: z.array(supplierMessage).optional(),
});

/** What compare_purchase_options answers; amounts in `currency` unless a field has its own. */
export const comparisonAnswer = z.strictObject({
  decision_id: z.string().nullable().optional(),
  mode: z.enum(["live", "sandbox"]),
  quantity: z.number(),
  unit: z.string(),
  currency: z.string(),
  destination: z.string(),
  priority: z.enum(PRIORITIES),
  verdict,
  options: z.array(group(option)),
  split: group(split).nullable(),
  second_source: group(secondSource).nullable(),
  flips: z.array(group(flip)),
  curve: z.array(group(stretch)),
  ranks: group(ranks),
  budget: z.strictObject({ amount: z.string(), most_quantity: z.number().nullable(), with: z.string().nullable() }).nullable(),
  messages: group(messages),
  fx: group(rates).nullable(),
  outstanding: z.array(z.string()).describe("What a partial answer still lacks"),
  notes: z.array(z.string()),
});
export type ComparisonAnswer = z.input<typeof comparisonAnswer>;
export type OptionAnswer = ComparisonAnswer["options"][number];
