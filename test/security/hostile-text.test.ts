import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GatewayId, Marketplace } from "../../src/model/marketplace.ts";
import { findListing } from "../../src/sandbox/catalogue/catalogue.ts";
import type { Listing } from "../../src/sandbox/catalogue/listing.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { liveSettings } from "../support/live-settings.ts";
import { type BareServer, endAll, type Message, openServer } from "../support/server-process.ts";

// C0 and C1 without tab and line feed, zero-width and bidi controls, line separators, tag characters, variation selectors.
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]|[\u{E0100}-\u{E01EF}]/u;
const TAGS = [..."obey"].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join("");
const HIDDEN = `\u202Eevil\u202C\u200B\u2066\uFEFF\u0007\u001B[31m${TAGS}\u{E0101}`;
const MARK = "ZQX";

// Where an answer's field holds a seller's own words, and is named for it.
const SELLERS_OWN: ReadonlySet<string> = new Set([
  ...[
    "title",
    "description",
    "category",
    "attributes",
    "supplier",
    "ports",
    "coverage",
    "carrier",
    "services",
    "lead_time",
    "lead_time_start",
    "brand",
    "custom_fields",
  ],
  ...["type", "authority", "keywords", "place", "raw", "text", "original", "warnings"],
]);

interface Found {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every string of an answer, keys too, with the way to it. */
function strings(value: unknown, path: readonly string[] = []): Found[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => strings(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    { path: [...path, key], text: key },
    ...strings(item, [...path, key]),
  ]);
}

const marked = <T>(value: T): T => {
  if (typeof value === "string") return `${value} ${MARK}${HIDDEN}` as T;
  if (Array.isArray(value)) return value.map(marked) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)])) as T;
};

/** A listing in which the seller has written all that can be written with ill intent. */
function hostile(listing: Listing): Listing {
  const { seller, template, customization, seo } = listing;
  return {
    ...listing,
    title: Object.fromEntries(
      Object.entries(marked(listing.title)).map(([tag, text]) => [tag, `${text} ${"好长 long ".repeat(40)}`]),
    ),
    description: marked(listing.description),
    category: { ...listing.category, name: marked(listing.category.name) },
    attributes: marked(listing.attributes),
    skus: listing.skus.map((sku) => ({ ...sku, attributes: marked(sku.attributes) })),
    seller: seller && {
      ...seller,
      name: marked(seller.name),
      province: marked(seller.province),
      city: marked(seller.city),
      paymentMethods: marked(seller.paymentMethods),
    },
    template: template && {
      ...template,
      coverage: marked(template.coverage),
      companies: template.companies.map((company) => ({ ...company, name: marked(company.name) })),
    },
    door: listing.door.map((option) => ({ ...option, company: marked(option.company) })),
    calculator: listing.calculator.map((row) => ({ ...row, vendorName: marked(row.vendorName) })),
    ports: marked(listing.ports),
    certificates: listing.certificates.map((one) => ({ ...one, name: marked(one.name), authority: marked(one.authority) })),
    wholesaleRules: marked(listing.wholesaleRules),
    customization: customization && {
      ...customization,
      leadTime: marked(customization.leadTime),
      services: marked(customization.services),
    },
    seo: seo && { ...seo, keywords: marked(seo.keywords) },
  };
}

const EVERYWHERE: Readonly<Record<Marketplace, string>> = {
  "1688": "828973116450",
  aliexpress: "1005009010820091",
  alibaba: "1602077696124",
};
const refs = Object.entries(EVERYWHERE).map(([marketplace, id]) => `${marketplace}:${id}`);

const QUESTIONS: readonly (readonly [string, object])[] = [
  ["get_product", { products: refs }],
  ["get_product", { products: refs, detail: "full", include: ["description", "images", "seo", "raw"], language: "zh" }],
  ["compare_purchase_options", { products: refs, quantity: 5_000, destination: "US", detail: "full" }],
  ["compare_purchase_options", { products: refs, quantity: 5_000, destination: "DE", language: "zh" }],
  ["score_supplier", { products: refs, detail: "full" }],
  ...refs.map((ref) => ["extract_language", { product: ref, languages: ["en"] }] as const),
];

const titlesOf = (answer: unknown): readonly string[] =>
  strings(answer).flatMap(({ path, text }) =>
    path.at(-1) === "title" || path.slice(-2).join(".") === "title.text" ? [text] : [],
  );

function expectHarmless({ result }: Message): void {
  const { structuredContent, content } = result as { structuredContent?: unknown; content: { text: string }[] };
  expect(structuredContent).toBeDefined();
  const all = [...strings(structuredContent), ...content.map(({ text }) => ({ path: ["text channel"], text }))];
  expect(
    all
      .filter(({ text }) => INVISIBLE.test(text))
      .map(({ path, text }) => [path.join("."), JSON.stringify(text).slice(0, 200)]),
  ).toEqual([]);
  expect(titlesOf(structuredContent).filter((title) => [...title].length > 160)).toEqual([]);
  const astray = strings(structuredContent).filter(
    ({ path, text }) => text.includes(MARK) && !path.some((key) => SELLERS_OWN.has(key)),
  );
  expect(astray.map(({ path, text }) => [path.join("."), text.slice(0, 200)])).toEqual([]);
}

describe("listings written with ill intent, in every dialect", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    const listings = Object.entries(EVERYWHERE).map(([marketplace, id]) => {
      const listing = findListing(marketplace as Marketplace, id);
      if (listing === null) throw new Error(`The catalogue has no ${marketplace}:${id}.`);
      return hostile(listing);
    });
    sandbox = await startSandbox({ listings });
  });
  afterAll(async () => {
    await endAll();
    await sandbox.close();
  });

  it.each<readonly [GatewayId, GatewayId, GatewayId]>([
    ["1688-open", "aliexpress-iop", "alibaba-iop"],
    ["1688-sha1", "aliexpress-md5", "alibaba-v3"],
    ["1688-md5", "aliexpress-iop", "alibaba-global"],
  ])("%s, %s and %s: nothing hidden, and a seller's words only in fields named for them", async (first, second, third) => {
    const gateways = { "1688": first, aliexpress: second, alibaba: third };
    const server = await openServer(liveSettings(sandbox, { gateways, quotas: { alibaba: "5/s" } }));
    let seen = "";
    for (const [tool, args] of QUESTIONS) {
      const answer = await server.callTool(tool, args);
      expectHarmless(answer);
      seen += JSON.stringify(answer);
    }
    // The seller's visible words did come through: the check above had something to look at.
    for (const ref of refs) expect(seen).toContain(ref);
    expect(seen.split(MARK).length).toBeGreaterThan(20);
    await server.end();
    expect(INVISIBLE.test(server.stderr().replaceAll("\n", ""))).toBe(false);
  });
});

describe("the sandbox's own hostile listings", () => {
  let server: BareServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(endAll);

  const HOSTILE = [
    "1688:839083227681",
    "alibaba:1602188707135",
    "aliexpress:1005009121930101",
    "1688:784530772143",
    "1688:817862005349",
  ];

  it.each<readonly [string, object]>([
    ["get_product", { products: HOSTILE, detail: "full", include: ["description", "seo"] }],
    ["get_product", { products: HOSTILE }],
    ["compare_purchase_options", { products: HOSTILE, quantity: 1_200 }],
    ["score_supplier", { products: HOSTILE }],
    ...HOSTILE.map((ref) => ["extract_language", { product: ref, languages: ["en", "zh"] }] as const),
  ])("%s shows nothing hidden (%j)", async (tool, args) => {
    const answer = await server.callTool(tool, args);
    expectHarmless(answer);
    expect(JSON.stringify(answer)).not.toMatch(/<script|onerror=/);
  });

  it("an order in a title stands in the title alone, and no line of the text channel begins with it", async () => {
    const { result } = await server.callTool("compare_purchase_options", { products: HOSTILE.slice(0, 2), quantity: 1_200 });
    const [content] = (result as { content: { text: string }[] }).content;
    expect(content?.text).not.toMatch(/^\W*SYSTEM:/m);
    expect(content?.text).not.toMatch(/^```/m);
  });

  it("says once that these are the sellers' words", async () => {
    const { result } = await server.callTool("get_product", { products: HOSTILE.slice(0, 2) });
    const { structuredContent, content } = result as { structuredContent: { notes: string[] }; content: { text: string }[] };
    expect(structuredContent.notes.filter((note) => /sellers' own words/.test(note))).toHaveLength(1);
    expect(content[0]?.text.match(/sellers' own words/g)).toHaveLength(1);
  });

  it("fences long prose by a boundary of its own, which no seller can have guessed", async () => {
    const again = await openServer();
    const boundaries: string[] = [];
    for (const [asked, ref] of [
      [server, HOSTILE[0]],
      [server, HOSTILE[1]],
      [again, HOSTILE[0]],
    ] as const) {
      const { result } = await asked.callTool("get_product", { products: [ref], detail: "full", include: ["description"] });
      const text = (result as { content: { text: string }[] }).content[0]?.text ?? "";
      const [, boundary = "none"] = /^--- seller text ([0-9a-f]{12}) ---$/m.exec(text) ?? [];
      expect(text).toContain(`\n--- end of seller text ${boundary} ---`);
      boundaries.push(boundary);
    }
    expect(new Set(boundaries).size).toBe(3);
  });
});
