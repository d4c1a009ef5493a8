import { Fault } from "./fault.ts";
import { MARKETPLACES, type Marketplace } from "./marketplace.ts";

/** A listing, and optionally one of its SKUs. Ids are digits, kept as text. */
export interface ProductRef {
  readonly marketplace: Marketplace;
  readonly id: string;
  readonly skuId: string | null;
}

// Where the marketplaces show what they found: no listing, though a person may well copy it.
const SEARCH_PAGES: readonly RegExp[] = [
  /^(?:https?:\/\/)?s\.1688\.com\//i,
  /^(?:https?:\/\/)?(?:[a-z]{1,5}\.)?1688\.com\/(?:[^?#]*search|s\/)/i,
  /^(?:https?:\/\/)?(?:[a-z]{1,3}\.)?aliexpress\.(?:com|us)\/(?:w\/|wholesale|af\/|category\/|[^?#]*\?(?:[^#]*&)?SearchText=)/i,
  /^(?:https?:\/\/)?(?:[a-z]{1,9}\.)?alibaba\.com\/(?:trade\/search|showroom\/|products\/|[^?#]*\?(?:[^#]*&)?SearchText=)/i,
];
// What an app's "share" gives in place of the page's address: where it leads is known to the platform alone.
const SHORT_LINKS = /^(?:https?:\/\/)?(?:qr\.1688\.com|m\.tb\.cn|(?:a|s\.click|star)\.aliexpress\.(?:com|us))\//i;
// An address ends where the words of the person who sent it go on.
const ADDRESS = /https?:\/\/[\w.~:/?#@!$&*+,;=%-]*[\w/=]/gi;
const REFERENCE = /^(1688|aliexpress|alibaba):(\d{1,20})(?:#([\w.:;-]{1,64}))?$/i;
const BARE_NUMBER = /^\d{1,20}$/;

// Page addresses as people copy them; the host decides the marketplace, so a look-alike host is no reference.
const PAGES: readonly { readonly marketplace: Marketplace; readonly host: RegExp; readonly path: RegExp }[] = [
  { marketplace: "1688", host: /^(?:detail|m)\.1688\.com$/, path: /^\/offer\/(\d{1,20})\.html$/ },
  {
    marketplace: "aliexpress",
    host: /^(?:[a-z]{1,3}\.)?aliexpress\.(?:com|us)$/,
    path: /^\/item\/(?:[^/]*\/)?(\d{1,20})\.html$/,
  },
  { marketplace: "alibaba", host: /^(?:www|[a-z]+)\.alibaba\.com$/, path: /^\/product-detail\/(?:[^/]*_)?(\d{1,20})\.html$/ },
  { marketplace: "alibaba", host: /^m\.alibaba\.com$/, path: /^\/product\/(\d{1,20})(?:\/.*)?$/ },
];

// aliexpress.us shows the common id + 2^51 (1005008177221739 is 3256807990906987 there), as the `sub_product_id` of
// aliexpress.ds.product.get confirms.
const ALIEXPRESS_US_OFFSET = 2n ** 51n;

// Lengths seen in the platforms' own documents and links. They overlap, so an odd length is never a refusal.
const USUAL_ID_LENGTHS: Readonly<Record<Marketplace, readonly number[]>> = {
  "1688": [10, 11, 12, 13],
  aliexpress: [11, 13, 16],
  // 15 by the published guides, 13 as true answers have them.
  alibaba: [10, 11, 13, 14, 15],
};

/** `1688:610784549587`, with `#skuId` where the reference names one. */
export const formatRef = (ref: ProductRef): string =>
  `${ref.marketplace}:${ref.id}${ref.skuId === null ? "" : `#${ref.skuId}`}`;

/**
 * Reads a reference (`1688:610784549587`, optionally `#skuId`) or the address of a product page.
 * @throws Fault `bad_reference`, saying what was got and what to write.
 */
export function parseProductRef(input: string): ProductRef {
  const text = input.trim();
  const match = REFERENCE.exec(text);
  if (match) {
    const [, marketplace = "", id = "", skuId] = match;
    const known = marketplace.toLowerCase() as Marketplace;
    return {
      marketplace: known,
      id: known === "aliexpress" ? commonAliexpressId(id) : withoutLeadingZeros(id),
      skuId: skuId ?? null,
    };
  }
  if (BARE_NUMBER.test(text)) {
    const spellings = MARKETPLACES.map((marketplace) => `"${marketplace}:${text}"`).join(", ");
    throw badReference(`"${text}" does not say which marketplace it is from. Write one of ${spellings}.`);
  }
  return parsePageUrl(text) ?? sharedPage(text) ?? unknownReference(text);
}

/** The one product page whose address stands among other words, as an app's "share" writes it. */
function sharedPage(text: string): ProductRef | null {
  const refs = new Map(
    (text.match(ADDRESS) ?? []).flatMap((address) => {
      const ref = parsePageUrl(address);
      return ref === null ? [] : [[formatRef(ref), ref] as const];
    }),
  );
  if (refs.size > 1)
    throw badReference(`These are ${refs.size} products: write each by itself, ${[...refs.keys()].slice(0, 3).join(", ")}.`);
  return [...refs.values()][0] ?? null;
}

/** Why a "not found" may be a reference to the wrong marketplace; null where the id looks usual for its own. */
export function oddIdLength(ref: ProductRef): string | null {
  if (USUAL_ID_LENGTHS[ref.marketplace].includes(ref.id.length)) return null;
  const hint = spellingsElsewhere(ref);
  return `An id of ${ref.id.length} digits is unusual on ${ref.marketplace}.${hint === null ? "" : ` It is usual on ${hint}.`}`;
}

/** What to look at where a listing was not found: the other marketplaces whose ids look like this one; null where none do. */
export function likelyElsewhere(ref: ProductRef): string | null {
  const odd = oddIdLength(ref);
  if (odd !== null) return odd;
  const hint = spellingsElsewhere(ref);
  return hint === null ? null : `An id of ${ref.id.length} digits may also be one of ${hint}.`;
}

function spellingsElsewhere(ref: ProductRef): string | null {
  const elsewhere = MARKETPLACES.filter(
    (marketplace) => marketplace !== ref.marketplace && USUAL_ID_LENGTHS[marketplace].includes(ref.id.length),
  );
  return elsewhere.length === 0 ? null : elsewhere.map((name) => `${name} ("${name}:${ref.id}")`).join(" and ");
}

/** The address of the listing's page on its marketplace. */
export function pageUrl(ref: Pick<ProductRef, "marketplace" | "id">): string {
  switch (ref.marketplace) {
    case "1688":
      return `https://detail.1688.com/offer/${ref.id}.html`;
    case "aliexpress":
      return `https://www.aliexpress.com/item/${ref.id}.html`;
    case "alibaba":
      return `https://www.alibaba.com/product-detail/_${ref.id}.html`;
  }
}

function parsePageUrl(text: string): ProductRef | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  for (const { marketplace, host, path } of PAGES) {
    const found = host.test(url.hostname) ? path.exec(url.pathname)?.[1] : undefined;
    if (found === undefined) continue;
    const skuId = url.searchParams.get("skuId");
    const id = url.hostname.endsWith("aliexpress.us") ? commonAliexpressId(found) : found;
    return { marketplace, id: withoutLeadingZeros(id), skuId: skuId && /^\d{1,20}$/.test(skuId) ? skuId : null };
  }
  return null;
}

/** The id that all of AliExpress's sites share, of one that the site for the United States may have given. */
export const commonAliexpressId = (id: string): string => {
  const number = BigInt(id);
  // Beyond twice the offset an id is of another kind: nothing to take away.
  const isOfTheUnitedStates = number > ALIEXPRESS_US_OFFSET && number < ALIEXPRESS_US_OFFSET * 2n;
  return (isOfTheUnitedStates ? number - ALIEXPRESS_US_OFFSET : number).toString();
};

const withoutLeadingZeros = (id: string): string => id.replace(/^0+(?=\d)/, "");

function unknownReference(text: string): never {
  const address = text.match(ADDRESS)?.[0] ?? text;
  if (SHORT_LINKS.test(address))
    throw badReference("This is a short link: open it, and paste the address of the product page that it leads to.");
  const search = SEARCH_PAGES.some((page) => page.test(address));
  if (search) throw badReference("This is the address of a search page: use search_products, or paste the products you like.");
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  throw badReference(
    `This is not a product reference: ${JSON.stringify(shown)}. Write "1688:610784549587", "aliexpress:1005008177221739" or ` +
      `"alibaba:1600590399629", optionally with "#skuId", or paste the address of the product page. To find products by a name use search_products.`,
  );
}

const badReference = (message: string): Fault => new Fault({ kind: "bad_reference", message });
