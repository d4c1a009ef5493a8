import { type Listing, listing } from "../listing.ts";
import { bilingual, calculatorByWeight, certificate, colours, doorByWeight, ladder, leadTimes, pictures } from "../offers.ts";
import { SELLERS_1688 } from "../sellers/sellers-1688.ts";
import { SELLERS_ALIBABA } from "../sellers/sellers-alibaba.ts";
import { SELLERS_ALIEXPRESS } from "../sellers/sellers-aliexpress.ts";

const WEIGHT_KG = 0.5;
const MATS = {
  family: "litter mats",
  category: { id: 100_006_206, name: bilingual("宠物用品", "Pet Cleaning & Grooming Products") },
  unit: { zh: "件", en: "Piece" },
  package: { weightKg: "0.5", lengthCm: "60", widthCm: "8", heightCm: "8" },
} as const;

/** A description of some 180 KB, as sellers paste whole catalogues into one. */
const LONG_DESCRIPTION = `<div>${Array.from(
  { length: 1_500 },
  (_, row) => `<p>第${row + 1}段:双层猫砂垫,防水防外溅,可折叠收纳,尺寸60x45cm。<br>Paragraph ${row + 1}: double layer.</p>`,
).join("")}</div>`;

export const LITTER_MATS: readonly Listing[] = [
  listing({
    ...MATS,
    shows: "a title whose bytes are lost for good (锟斤拷)",
    ids: { "1688": "817862005349" },
    title: { zh: "锟斤拷锟斤拷猫锟斤拷垫 60*45cm 锟斤拷锟斤拷" },
    currency: "CNY",
    pricing: { basis: "quantity", tiers: ladder("20@17.50 500@14.20 5000@12.60") },
    minOrderQuantity: 20,
    skus: colours("5881460000101", "灰色|Grey|15000, 黑色|Black|9000"),
    seller: SELLERS_1688.yiwuTrading,
    leadTimes: leadTimes("5000:5"),
    images: pictures("1688", "litter-a", 2),
  }),
  listing({
    ...MATS,
    shows: "a huge description",
    ids: { "1688": "817862005476" },
    title: { zh: "双层猫砂垫防外溅防水EVA宠物垫批发", en: "Double layer EVA cat litter mat, waterproof, wholesale" },
    description: { zh: LONG_DESCRIPTION },
    currency: "CNY",
    pricing: { basis: "quantity", tiers: ladder("10@18.00 500@15.00 5200@12.90") },
    minOrderQuantity: 10,
    skus: colours("5881460000201", "灰色|Grey|22000, 棕色|Brown|8000"),
    seller: SELLERS_1688.anjiBamboo,
    leadTimes: leadTimes("1000:3 10000:10"),
    template: {
      freeFrom: null,
      coverage: "全国",
      companies: [{ name: "中通快运", firstFee: "11.00", additionalFee: "0.85", days: [3, 5] }],
    },
    images: pictures("1688", "litter-b", 3),
    trade: { sold30Days: 7_400, buyers30Days: 122, soldInAll: 88_000, reviews: 905, rating: "4.6" },
  }),
  listing({
    ...MATS,
    shows: "the cheapest mat, from a stock of 3,000: a need of 5,000 takes a second supplier",
    ids: { "1688": "817862005603" },
    title: { zh: "库存双层猫砂垫60x45cm尾货清仓", en: "Double layer cat litter mat 60 x 45 cm, stock clearance" },
    currency: "CNY",
    pricing: { basis: "quantity", tiers: ladder("100@13.00 1000@10.20") },
    minOrderQuantity: 100,
    skus: colours("5881460000301", "灰色|Grey|3000"),
    seller: SELLERS_1688.cangnanBags,
    leadTimes: leadTimes("3000:2"),
    images: pictures("1688", "litter-e", 1),
  }),
  listing({
    ...MATS,
    shows: "a little dearer than that, with a stock of 3,200: the two together undercut every single supplier at 5,000",
    ids: { "1688": "817862005730" },
    title: { zh: "EVA猫砂垫双层防水现货小批量", en: "EVA cat litter mat, double layer, waterproof, small lots in stock" },
    currency: "CNY",
    pricing: { basis: "quantity", tiers: ladder("50@13.40 1500@10.60") },
    minOrderQuantity: 50,
    skus: colours("5881460000401", "灰色|Grey|1800, 黑色|Black|1400"),
    seller: SELLERS_1688.wuyiFlasks,
    leadTimes: leadTimes("3200:3"),
    images: pictures("1688", "litter-f", 1),
  }),
  listing({
    ...MATS,
    shows: "an ordinary contender by sea",
    ids: { alibaba: "1601966585113" },
    title: { en: "Double Layer EVA Cat Litter Trapping Mat Waterproof 60x45 cm", zh: "双层猫砂垫" },
    currency: "USD",
    pricing: { basis: "quantity", tiers: ladder("100@3.30 1000@2.75 5000@2.42") },
    minOrderQuantity: 100,
    tradeTerm: { rule: "FOB", place: "Shanghai" },
    skus: colours("106387110101", "灰色|Grey|14000, 黑色|Black|11000"),
    seller: SELLERS_ALIBABA.northpeak,
    leadTimes: leadTimes("1000:8 10000:20"),
    calculator: calculatorByWeight(WEIGHT_KG),
    ports: ["Shanghai"],
    certificates: [certificate("REACH", "REACH", "REACH", { authority: "TUV", validUntil: "2027-04-30" })],
    images: pictures("alibaba", "litter-c", 2),
    trade: { sold30Days: 9_300, buyers30Days: 28, soldInAll: 140_000, reviews: 61, rating: "4.7" },
  }),
  listing({
    ...MATS,
    shows: "a price above its rivals with a two-week delivery",
    ids: { aliexpress: "1005008899710081" },
    title: {
      en: "Cat Litter Mat Double Layer Waterproof Urine Proof Trapping Mat",
      fr: "Tapis de litière double couche imperméable",
    },
    currency: "USD",
    pricing: { basis: "sku" },
    minOrderQuantity: 1,
    skus: colours("12000051970220101", "灰色|Grey|2600, 黑色|Black|1900", {
      price: "10.90",
      listPrice: "18.20",
      bulk: { minQuantity: 3, price: "9.80" },
    }),
    seller: SELLERS_ALIEXPRESS.pawCorner,
    door: doorByWeight(WEIGHT_KG),
    images: pictures("aliexpress", "litter-d", 4),
    trade: { sold30Days: 800, buyers30Days: 780, soldInAll: 6_600, reviews: 1_010, rating: "4.6" },
  }),
];
