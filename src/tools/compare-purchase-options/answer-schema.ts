import { z } from "zod";
import { PRIORITIES } from "../../domain/comparison.ts";
import { UNIT_CLASSES } from "../../model/unit.ts";
import { tradeTerm } from "../wording/trade-term.ts";

/**
 * Checked whole, advertised by its description alone: clients put the list of tools into every conversation, and these groups
 * would be most of it.
 */
const group = <Group extends z.ZodType<object>>(schema: Group, fields: string) =>
  schema.pipe(z.record(z.string(), z.unknown()) as unknown as z.ZodType<z.output<Group>, z.output<Group>>).describe(fields);

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
  trade_term: z.union([tradeTerm, z.strictObject({ rule: z.string() })]),
});

const line = z.strictObject({
  name: z.string(),
  amount: z.string().nullable(),
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

const option = z.strictObject({
  ref: z.string(),
  title: z.string().nullable(),
  supplier: z.string().nullable(),
  state: z.enum(["feasible", "infeasible", "unpriced", "error"]),
  reasons: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  buy: buy.nullable().optional(),
  cost: cost.nullable().optional(),
  exact: z.strictObject({ total: range, saving: z.string() }).nullable().optional(),
  nearest: z.strictObject({ quantity: z.number(), total: z.string() }).nullable().optional(),
  batches: z
    .array(z.strictObject({ count: z.number(), sizes: z.array(z.number()), total: z.string(), holding_cost: z.string() }))
    .optional(),
  best_batch_count: z.number().nullable().optional(),
  stock_days: z.number().nullable().optional(),
  stock_days_basis: z.enum(["your_demand", "seller_sales"]).nullable().optional(),
  stock_risk: z.enum(["low", "medium", "high", "unknown"]).optional(),
  lead_time_days: days.optional(),
  supplier_score: z
    .strictObject({
      low: z.string(),
      high: z.string(),
      estimate: z.string().nullable().optional(),
      level: z.string().optional(),
    })
    .nullable()
    .optional(),
  requirements: z.array(z.strictObject({ name: z.string(), state: z.enum(["meets", "fails", "unknown"]) })).optional(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string().optional() })).optional(),
});

const OPTION_FIELDS =
  "ref, title, supplier, state, reasons[], buy{quantity, unit_price, currency, tier, sku, mix, trade_term}, cost{lines[], total{low, " +
  "high}, cash, per_unit, missing}, exact, nearest, batches[], stock_days, stock_risk, lead_time_days, supplier_score, requirements[], warnings[]";

const split = z.strictObject({
  allocations: z.array(z.strictObject({ ref: z.string(), quantity: z.number(), total: z.string() })),
  total: z.string(),
  saving: z.string().nullable(),
  second_source_premium: z.string().nullable(),
  proof: z.enum(["optimal", "bounded"]),
  gap: z.string(),
});

const flip = z.strictObject({
  what: z.string(),
  ref: z.string().nullable(),
  now: z.string().nullable(),
  threshold: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the contract's name; it holds a reference and is never called.
  then: z.string(),
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

const question = z.strictObject({
  ref: z.string().nullable(),
  question_en: z.string(),
  question_zh: z.string(),
  settles: z.string(),
});

/** What compare_purchase_options answers; amounts in `currency` unless a field has its own. */
export const comparisonAnswer = z.strictObject({
  decision_id: z.string().nullable().optional(),
  mode: z.enum(["live", "sandbox"]),
  quantity: z.number(),
  unit_class: z.enum(UNIT_CLASSES),
  currency: z.string(),
  destination: z.string(),
  priority: z.enum(PRIORITIES),
  verdict: z.strictObject({
    state: z.enum(["winner", "conditional", "tie", "undecided", "single", "infeasible"]),
    winner: z.string().nullable(),
    contenders: z.array(z.string()),
    because: z.string(),
    ask_next: group(question, "ref (null: ask the buyer), question_en, question_zh, settles").nullable(),
  }),
  options: z.array(group(option, OPTION_FIELDS)),
  split: group(split, "allocations[{ref, quantity, total}], total, saving, second_source_premium, proof, gap").nullable(),
  flips: z.array(group(flip, "what, ref, now, threshold, then: the figure, its value, and from where on `then` is cheapest")),
  curve: z.array(group(stretch, "from_quantity, to_quantity, cheapest")),
  ranks: group(ranks, "cost[], speed[], risk[], first_order[]"),
  fx: group(rates, "rates, as_of, source").nullable(),
  outstanding: z.array(z.string()).describe("What a partial answer still lacks"),
  notes: z.array(z.string()),
});
export type ComparisonAnswer = z.input<typeof comparisonAnswer>;
export type OptionAnswer = ComparisonAnswer["options"][number];
