import { type Amount, Decimal } from "../../model/money.ts";
import type { Product } from "../../model/product.ts";
import { type Certification, certificateState, type Supplier } from "../../model/supplier.ts";
import { heldCertificates, type SupplierProfile } from "./supplier-profile.ts";

// The worst and the best that sellers of these platforms are rated: nobody who still sells is rated near one star.
const WORST_RATING = "3.5";
const BEST_RATING = "5.0";

type RateField = "onTimeRate" | "responseRate";
// Where a platform rates what an indicator measures, the rating stands for it.
const PROXIES: readonly { readonly rating: string; readonly field: RateField; readonly words: string }[] = [
  { rating: "logisticsExperienceScore", field: "onTimeRate", words: "1688 logistics experience" },
  { rating: "shipping_speed_rating", field: "onTimeRate", words: "AliExpress shipping speed" },
  { rating: "consultingExperienceScore", field: "responseRate", words: "1688 consulting experience" },
  { rating: "communication_rating", field: "responseRate", words: "AliExpress communication" },
];

/**
 * What a listing says of its supplier. It observes the certificates that it names and says nothing of others; those past their date
 * at `nowMs` or without a readable one are not held. `verified` is an audit; `gold` is a paid membership and counts for nothing.
 */
export function profileOf(supplier: Supplier, certifications: readonly Certification[], nowMs: number): SupplierProfile {
  const valid = certifications.filter((certificate) => ["valid", "undated"].includes(certificateState(certificate, nowMs)));
  const held = heldCertificates(valid.map(({ type }) => type));
  const isAudited = supplier.factoryAudit === true || supplier.verified === true || held.factoryAudit;
  const [onTime, response] = [rateOf("onTimeRate", supplier), rateOf("responseRate", supplier)];
  return {
    factoryAudit: isAudited ? true : (supplier.factoryAudit ?? supplier.verified),
    iso: held.iso ? true : null,
    tradeAssurance: supplier.tradeAssurance,
    certifications: held.certifications === 0 ? null : held.certifications,
    mayHoldMore: true,
    years: supplier.years,
    transactionLevel: supplier.transactionLevel,
    responseRate: response.rate,
    onTimeRate: onTime.rate,
    productCount: supplier.productCount,
    monthlyOutput: supplier.monthlyOutput,
    shortestLeadDays: supplier.shortestLeadDays,
    disputeRate: supplier.disputeRate,
    refundRate: supplier.refundRate,
    proxies: { onTimeRate: onTime.rule, responseRate: response.rule },
  };
}

/** The buyer's own knowledge over the listing's word; what the buyer knows needs no proxy. */
export function withOwnKnowledge(listed: SupplierProfile, given: SupplierProfile): SupplierProfile {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
  const proxyOf = (field: RateField): string | null => (known[field] === undefined ? (listed.proxies?.[field] ?? null) : null);
  return {
    ...listed,
    ...known,
    ...(known["certifications"] === undefined ? {} : { mayHoldMore: false }),
    proxies: { onTimeRate: proxyOf("onTimeRate"), responseRate: proxyOf("responseRate") },
  };
}

function rateOf(field: RateField, supplier: Supplier): { readonly rate: Amount | null; readonly rule: string | null } {
  const own = supplier[field];
  if (own !== null) return { rate: own, rule: null };
  for (const proxy of PROXIES.filter((one) => one.field === field)) {
    const rating = supplier.ratings[proxy.rating];
    if (rating !== undefined) return standIn(rating, proxy.words);
  }
  return { rate: null, rule: null };
}

/** The rating's share of the way from the worst seen on the platform to the best. */
function standIn(rating: Amount, words: string) {
  const span = new Decimal(BEST_RATING).minus(WORST_RATING);
  const share = Decimal.min(1, Decimal.max(0, new Decimal(rating).minus(WORST_RATING).div(span))).toDecimalPlaces(4);
  const rule = `${words} ${rating} of 5 stands for it: its share between ${WORST_RATING}, the worst seen, and ${BEST_RATING}`;
  return { rate: share.toString(), rule };
}

const percent = (share: Amount): string => `${new Decimal(share).times(100).toDecimalPlaces(1)} %`;

/** What the platforms' names of their ratings mean. */
export const SCORE_WORDS: Readonly<Record<string, string>> = {
  compositeServiceScore: "service",
  logisticsExperienceScore: "logistics",
  consultingExperienceScore: "answers before the sale",
  afterSalesExperienceScore: "after-sales service",
  disputeComplaintScore: "disputes",
  offerExperienceScore: "goods",
  item_as_described_rating: "goods as described",
  communication_rating: "communication",
  shipping_speed_rating: "shipping speed",
};

/** What the listing shows of its supplier and no indicator measures, in words; the most telling first. */
export function knownOfSupplier(product: Pick<Product, "supplier" | "rating" | "trade">): readonly string[] {
  const { supplier, rating, trade } = product;
  const scores = Object.entries(supplier.ratings).flatMap(([name, stars]) => {
    const words = SCORE_WORDS[name];
    return words === undefined ? [] : [`rated ${stars} of 5 for ${words}`];
  });
  const reviews = rating?.reviews == null ? "" : ` from ${rating.reviews} reviews`;
  return [
    ...(supplier.repeatBuyerRate === null ? [] : [`${percent(supplier.repeatBuyerRate)} of its buyers buy again`]),
    ...(rating?.stars == null ? [] : [`the product has ${rating.stars} of 5 stars${reviews}`]),
    ...(trade.sold30Days === null ? [] : [`${trade.sold30Days} sold in 30 days`]),
    ...(trade.buyers30Days === null ? [] : [`${trade.buyers30Days} buyers in 30 days`]),
    ...scores,
    ...(supplier.gold === true ? ["gold: a paid membership, which says nothing of the goods"] : []),
  ];
}
