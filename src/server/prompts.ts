import { type CompletableSchema, completable, type McpServer, type StandardSchemaV1 } from "@modelcontextprotocol/server";

/** What arguments are completed from. */
export interface Completions {
  /** References worth trying; none in live mode. */
  readonly references: readonly string[];
  /** ISO 3166 alpha-2. */
  readonly countries: readonly string[];
  /** Newest first. */
  decisionIds(): Promise<readonly string[]>;
}

interface Argument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly complete?: (value: string, completions: Completions) => readonly string[] | Promise<readonly string[]>;
}

interface PromptDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly args: readonly Argument[];
  write(args: Readonly<Record<string, string>>): string;
}

const MAX_LENGTH = 300;

const beginning = (values: readonly string[], value: string): readonly string[] =>
  values.filter((one) => one.toLowerCase().startsWith(value.toLowerCase()));

const product: Argument = {
  name: "product",
  description: "The listing: 1688:610784549587, aliexpress:…, alibaba:…, or the address of its page",
  required: true,
  complete: (value, { references }) => beginning(references, value),
};
const quantity = (required: boolean): Argument => ({
  name: "quantity",
  description: "How many pieces, such as 5000",
  required,
});
const destination: Argument = {
  name: "destination",
  description: "Where to: the country's two letters, such as DE",
  required: false,
  complete: (value, { countries }) => beginning(countries, value),
};
const decision: Argument = {
  name: "decision_id",
  description: "The decision_id of an earlier comparison",
  required: true,
  complete: async (value, { decisionIds }) => beginning(await decisionIds(), value),
};

const PROMPTS: readonly PromptDefinition[] = [
  {
    name: "best-supplier",
    title: "Find the best supplier",
    description: "Searches, compares the landed cost at your quantity, and says whom to buy from and what to settle first.",
    args: [
      { name: "what", description: "What to buy, in any language, such as 40 oz tumbler with handle", required: true },
      quantity(true),
      destination,
    ],
    write: ({ what = "", quantity: units = "", destination: to }) =>
      [
        `Who is the best supplier for ${units} units of ${what}${to ? `, delivered to ${to}` : ""}?`,
        "Use search_products for leads (or the links that I give), then compare_purchase_options with the most promising of them.",
        "Tell me whom to buy from, how many, the total, what is not known, and the next step, with the message to send.",
      ].join("\n"),
  },
  {
    name: "check-listing",
    title: "Check a listing",
    description: "What one listing really costs at a quantity, how strong its supplier is, and what it leaves open.",
    args: [product, quantity(false), destination],
    write: ({ product: ref = "", quantity: units, destination: to }) =>
      [
        `Look at ${ref} as my purchasing manager would${units ? `, for ${units} units` : ""}${to ? `, delivered to ${to}` : ""}.`,
        "Use get_product and score_supplier; with a quantity compare_purchase_options too.",
        "Say what it costs and under which trade term, how strong the supplier is, and what I must ask before I pay.",
      ].join("\n"),
  },
  {
    name: "ask-supplier",
    title: "Write to the supplier",
    description: "The message to the supplier, in Chinese and English, that asks only what the listing leaves open.",
    args: [product, quantity(true), destination],
    write: ({ product: ref = "", quantity: units = "", destination: to }) =>
      [
        `I want to buy ${units} units from ${ref}${to ? `, delivered to ${to}` : ""}.`,
        "Call compare_purchase_options with it and give me `messages.supplier` as it stands, Chinese and English, and what each answer will settle.",
      ].join("\n"),
  },
  {
    name: "recheck",
    title: "Look at a decision again",
    description: "Asks again with today's prices and rates, and says whether the buy changes.",
    args: [decision],
    write: ({ decision_id: id = "" }) =>
      `Call recheck_decision with decision_id ${id}. Say what has changed since, and whether I should still buy as decided.`,
  },
];

/** Adds the prompts; who asks for one gets a question to send, with the arguments in it. */
export function registerPrompts(server: McpServer, completions: Completions): void {
  for (const { name, title, description, args, write } of PROMPTS)
    server.registerPrompt(name, { title, description, argsSchema: argumentsSchema(args, completions) }, (given) => ({
      description,
      messages: [{ role: "user", content: { type: "text", text: write(given) } }],
    }));
}

// By hand and not by zod: a starting server loads no schema library.
type Arguments = Readonly<Record<string, string>>;

function argumentsSchema(args: readonly Argument[], completions: Completions) {
  const properties = Object.fromEntries(args.map(({ name, description }) => [name, { type: "string", description }]));
  const required = args.filter((argument) => argument.required).map(({ name }) => name);
  const schema = { type: "object", properties, required };
  return {
    "~standard": {
      version: 1 as const,
      vendor: "sourcing-mcp",
      validate: (value: unknown) => readArguments(value, args),
      jsonSchema: { input: () => schema, output: () => schema },
      types: undefined as unknown as { readonly input: Arguments; readonly output: Arguments },
    },
    // Where the SDK looks for what completes an argument.
    shape: Object.fromEntries(args.map((argument) => [argument.name, argumentSchema(argument, completions)])),
  };
}

function readArguments(value: unknown, args: readonly Argument[]): StandardSchemaV1.Result<Readonly<Record<string, string>>> {
  const given = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>);
  const known = new Set(args.map(({ name }) => name));
  const read = Object.fromEntries(
    given.flatMap(([name, text]) => (known.has(name) && typeof text === "string" ? [[name, oneLine(text)]] : [])),
  );
  const missing = args.filter(({ name, required }) => required && !read[name]).map(({ name }) => name);
  return missing.length === 0 ? { value: read } : { issues: [{ message: `${missing.join(" and ")} must be given` }] };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, MAX_LENGTH);

function argumentSchema(
  { complete }: Argument,
  completions: Completions,
): StandardSchemaV1<string> | CompletableSchema<StandardSchemaV1<string>> {
  const schema: StandardSchemaV1<string> = {
    "~standard": { version: 1, vendor: "sourcing-mcp", validate: (value) => ({ value: String(value) }) },
  };
  return complete === undefined
    ? schema
    : completable(schema, async (value) => [...(await complete(value ?? "", completions))]);
}
