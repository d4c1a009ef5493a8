import { type Listing, listing } from "../listing.ts";
import {
  attribute,
  bilingual,
  COLOUR,
  certificate,
  colours,
  ladder,
  leadTimes,
  pictures,
  SPECIFICATION,
  sku,
  tier,
} from "../offers.ts";
import { SELLERS_1688 } from "../sellers/sellers-1688.ts";

const CATEGORY = { id: 122_702_003, name: bilingual("保温杯", "Vacuum flasks") };
const PIECE = { zh: "个", en: "Piece" };
const PACKAGE = { weightKg: "0.62", lengthCm: "13.5", widthCm: "13.5", heightCm: "28.0" };
const STEEL = [
  attribute(bilingual("材质", "Material"), "304不锈钢", "304 stainless steel"),
  attribute(bilingual("容量", "Capacity"), "40oz (1200ml)", "40 oz (1200 ml)"),
];

export const TUMBLERS_1688: readonly Listing[] = [
  listing({
    family: "tumblers",
    shows: "a break at 5,200, just above 5,000: buying 200 more costs less",
    ids: { "1688": "738204915561" },
    title: {
      zh: "40oz不锈钢保温杯带手柄大容量车载吸管杯双层真空冰霸杯",
      en: "40 oz stainless steel tumbler with handle, double wall vacuum, straw lid, fits car cup holders",
    },
    description: {
      zh: "<p>304不锈钢内胆，双层真空。</p><ul><li>保冷24小时</li><li>保温8小时</li></ul>",
      en: "<p>304 stainless steel liner, double wall vacuum.</p><ul><li>cold for 24 hours</li><li>hot for 8 hours</li></ul>",
    },
    category: CATEGORY,
    currency: "CNY",
    unit: PIECE,
    pricing: {
      basis: "quantity",
      tiers: ladder("50@26.00 500@22.50 2000@20.00 5200@18.20"),
    },
    minOrderQuantity: 50,
    skus: colours("5108810000101", "黑色|Black|14200, 白色|White|9800, 薄荷绿|Mint|6400"),
    seller: SELLERS_1688.yongkangCups,
    leadTimes: leadTimes("1000:3 10000:12"),
    template: {
      freeFrom: null,
      coverage: "全国",
      companies: [
        { name: "德邦物流", firstFee: "12.00", additionalFee: "0.90", days: [3, 5] },
        { name: "中通快递", firstFee: "6.00", additionalFee: "2.50", days: [2, 4] },
      ],
    },
    certificates: [
      certificate("FACTORY_AUDIT", "深度验厂报告", "Factory audit", {
        code: "FA-2026-0381",
        authority: "SGS",
        validUntil: "2027-08-31",
      }),
      certificate("ISO9001", "ISO9001质量管理体系认证", "ISO 9001", {
        code: "00126Q38211",
        authority: "CQC",
        validUntil: "2028-03-14",
      }),
    ],
    wholesaleRules: "支持混批,支持代发,可定制,提供样品",
    package: PACKAGE,
    images: pictures("1688", "tumbler-a", 3),
    attributes: STEEL,
    trade: { sold30Days: 21_400, buyers30Days: 312, soldInAll: 486_120, reviews: 1_903, rating: "4.8" },
    customization: { minOrder: 500, leadTime: "12-18", services: ["logo", "包装定制"] },
  }),
  listing({
    family: "tumblers",
    shows:
      "priced by SKU, one of them a ¥1.00 sample SKU (样品) that sets no price; the CNY freight template has no additional fee stated",
    ids: { "1688": "741960338207" },
    title: {
      zh: "跨境40oz冰霸杯带盖吸管手柄杯不锈钢汽车杯厂家批发",
      en: "40 oz ice tumbler with lid, straw and handle, stainless steel car cup, factory wholesale",
    },
    category: CATEGORY,
    currency: "CNY",
    unit: PIECE,
    pricing: { basis: "sku" },
    minOrderQuantity: 24,
    skus: [
      sku("5108810000201", [attribute(COLOUR, "黑色", "Black"), attribute(SPECIFICATION, "单层盖", "Plain lid")], {
        price: "19.80",
        stock: 5_300,
      }),
      sku("5108810000202", [attribute(COLOUR, "黑色", "Black"), attribute(SPECIFICATION, "旋转盖", "Rotating lid")], {
        price: "21.60",
        stock: 7_100,
      }),
      sku("5108810000203", [attribute(COLOUR, "粉色", "Pink"), attribute(SPECIFICATION, "旋转盖", "Rotating lid")], {
        price: "21.60",
        stock: 2_450,
      }),
      sku("5108810000204", [attribute(COLOUR, "样品", "Sample"), attribute(SPECIFICATION, "邮费补差", "Postage")], {
        price: "1.00",
        stock: 99_999,
      }),
    ],
    seller: SELLERS_1688.wuyiFlasks,
    leadTimes: leadTimes("5000:15"),
    template: {
      freeFrom: null,
      coverage: "全国(偏远地区除外)",
      companies: [{ name: "安能物流", firstFee: "15.00", additionalFee: null, days: [3, 7] }],
    },
    certificates: [
      certificate("ISO9001", "ISO9001质量管理体系认证", "ISO 9001", {
        code: "00121Q30877",
        authority: "CQC",
        validUntil: "2024-05-01",
      }),
    ],
    wholesaleRules: "不支持混批,支持代发,可定制",
    package: PACKAGE,
    images: pictures("1688", "tumbler-b", 2),
    attributes: STEEL,
    trade: { sold30Days: 3_950, buyers30Days: 58, soldInAll: 61_240, reviews: 404, rating: "4.4" },
  }),
  listing({
    family: "tumblers",
    shows:
      "sold by the carton of 24 (order multiple), mixed batch from ¥500 or 48 pieces, a promotion price, a break that the multiple moves",
    ids: { "1688": "745518820943" },
    title: {
      zh: "现货40oz吸管保温杯大容量便携304不锈钢双层咖啡杯整箱批",
      en: "In stock 40 oz straw tumbler, portable 304 stainless steel double wall coffee cup, sold by the carton",
    },
    category: CATEGORY,
    currency: "CNY",
    unit: PIECE,
    pricing: {
      basis: "quantity",
      tiers: [
        tier(24, 479, "24.80", { promotionPrice: "23.60" }),
        tier(480, 4_999, "21.30", { promotionPrice: "20.50" }),
        tier(5_000, null, "19.90", { promotionPrice: "19.40" }),
      ],
    },
    minOrderQuantity: 24,
    orderMultiple: 24,
    mixedBatch: { minAmount: "500.00", minQuantity: 48 },
    skus: colours("5108810000301", "黑色|Black|4320, 奶油白|Cream|3600"),
    seller: SELLERS_1688.yiwuTrading,
    leadTimes: leadTimes("20000:2"),
    template: {
      freeFrom: "20000.00",
      coverage: "全国",
      companies: [{ name: "中通快运", firstFee: "10.00", additionalFee: "1.10", days: [2, 4] }],
    },
    wholesaleRules: "支持混批,支持代发,不可定制,提供样品",
    package: PACKAGE,
    images: pictures("1688", "tumbler-c", 2),
    attributes: STEEL,
    trade: { sold30Days: 9_600, buyers30Days: 840, soldInAll: 120_400, reviews: 2_210, rating: "4.1" },
  }),
];
