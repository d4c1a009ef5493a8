import { type Listing, listing } from "../listing.ts";
import { attribute, bilingual, COLOUR, certificate, colours, ladder, leadTimes, pictures, sku } from "../offers.ts";
import { SELLERS_1688 } from "../sellers/sellers-1688.ts";

const CASES = {
  family: "phone cases",
  category: { id: 50_024_094, name: bilingual("手机保护套", "Phone cases") },
  currency: "CNY",
  unit: { zh: "个", en: "Piece" },
  package: { weightKg: "0.045", lengthCm: "18.0", widthCm: "10.0", heightCm: "1.8" },
} as const;

const MODEL = bilingual("适用型号", "Compatible model");
const MODELS =
  "iPhone 13,iPhone 13 Pro,iPhone 14,iPhone 14 Plus,iPhone 14 Pro,iPhone 14 Pro Max,iPhone 15,iPhone 15 Plus,iPhone 15 Pro,iPhone 15 Pro Max," +
  "iPhone 16,iPhone 16 Plus,iPhone 16 Pro,iPhone 16 Pro Max,iPhone 17,iPhone 17 Air,iPhone 17 Pro,iPhone 17 Pro Max,Galaxy S25,Galaxy S25 Ultra";
const SHADES =
  "黑色|Black,白色|White,深蓝|Midnight blue,薰衣草|Lavender,薄荷|Mint,樱粉|Cherry pink,卡其|Khaki,中国红|Red,石墨|Graphite,透明|Clear";

/** Twenty models in ten colours; the newer half of the models costs ¥0.50 more. */
const TWO_HUNDRED = MODELS.split(",").flatMap((model, row) =>
  SHADES.split(",").map((shade, column) => {
    const [zh = "", en = ""] = shade.split("|");
    return sku(`${5_210_660_000_000 + row * 100 + column}`, [attribute(MODEL, model, model), attribute(COLOUR, zh, en)], {
      price: row < 10 ? "2.90" : "3.40",
      stock: 300 + (((row * 10 + column) * 37) % 900),
      weightGrams: 45,
    });
  }),
);

export const PHONE_CASES_1688: readonly Listing[] = [
  listing({
    ...CASES,
    shows: "200 SKUs, twenty phone models in ten colours",
    ids: { "1688": "752310448816" },
    title: {
      zh: "适用苹果三星液态硅胶手机壳全包防摔磁吸保护套",
      en: "Liquid silicone phone case for iPhone and Galaxy, full cover, shockproof, magnetic",
    },
    pricing: { basis: "sku" },
    minOrderQuantity: 10,
    mixedBatch: { minAmount: "100.00", minQuantity: 30 },
    skus: TWO_HUNDRED,
    seller: SELLERS_1688.shenzhenCases,
    leadTimes: leadTimes("5000:2 50000:7"),
    template: {
      freeFrom: "300.00",
      coverage: "全国",
      companies: [{ name: "圆通速递", firstFee: "5.00", additionalFee: "0.00", days: [2, 4] }],
    },
    certificates: [
      certificate("ISO14001", "ISO14001环境管理体系认证", "ISO 14001", { authority: "SGS", validUntil: "2027-06-30" }),
    ],
    wholesaleRules: "支持混批,支持代发,可定制,提供样品",
    images: pictures("1688", "case-a", 6),
    trade: { sold30Days: 88_100, buyers30Days: 1_905, soldInAll: 2_410_300, reviews: 8_812, rating: "4.7" },
  }),
  listing({
    ...CASES,
    shows: "untranslated title: the translation equals the Chinese; SKU ids past 2^53",
    ids: { "1688": "752310448942" },
    title: { zh: "磨砂透明手机壳肤感防指纹边框镜头全包保护套" },
    pricing: { basis: "quantity", tiers: ladder("50@2.60 1000@2.20 5000@1.95 20000@1.78") },
    minOrderQuantity: 50,
    skus: colours("9007199254740993", "透明黑|Smoke|61000, 透明白|Frost|48000"),
    seller: SELLERS_1688.yiwuTrading,
    template: {
      freeFrom: null,
      coverage: "全国",
      companies: [{ name: "韵达速递", firstFee: "4.50", additionalFee: "0.05", days: [2, 5] }],
    },
    wholesaleRules: "支持混批,暂不支持代发,不可定制,无样品",
    images: pictures("1688", "case-b", 2),
    trade: { sold30Days: 14_700, buyers30Days: 266, soldInAll: 190_020, reviews: 1_004, rating: "4.2" },
  }),
  listing({
    ...CASES,
    shows: "damaged title: UTF-8 read as cp1252, which can be repaired",
    ids: { "1688": "752310449075" },
    title: { zh: "è¶…è–„ç£¨ç\u00a0‚æ‰‹æœºå£³" },
    pricing: { basis: "quantity", tiers: ladder("100@2.35 3000@2.05 6000@1.82") },
    minOrderQuantity: 100,
    skus: colours("5210660010001", "黑色|Black|22000, 白色|White|17000"),
    seller: SELLERS_1688.shenzhenCases,
    leadTimes: leadTimes("10000:4"),
    images: pictures("1688", "case-c", 1),
  }),
];
