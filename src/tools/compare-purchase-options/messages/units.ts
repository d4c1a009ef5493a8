/** A unit in both languages: "1 piece", "2 pieces", "2件". */
interface UnitName {
  readonly one: string;
  readonly many: string;
  readonly zh: string;
}

const UNITS: Readonly<Record<string, UnitName>> = {
  piece: { one: "piece", many: "pieces", zh: "件" },
  pair: { one: "pair", many: "pairs", zh: "双" },
  set: { one: "set", many: "sets", zh: "套" },
  dozen: { one: "dozen", many: "dozen", zh: "打" },
  carton: { one: "carton", many: "cartons", zh: "箱" },
  box: { one: "box", many: "boxes", zh: "盒" },
  bag: { one: "bag", many: "bags", zh: "袋" },
  roll: { one: "roll", many: "rolls", zh: "卷" },
  sheet: { one: "sheet", many: "sheets", zh: "张" },
  pack: { one: "pack", many: "packs", zh: "包" },
  kg: { one: "kg", many: "kg", zh: "公斤" },
  g: { one: "g", many: "g", zh: "克" },
  t: { one: "t", many: "t", zh: "吨" },
  lb: { one: "lb", many: "lb", zh: "磅" },
  oz: { one: "oz", many: "oz", zh: "盎司" },
  m: { one: "metre", many: "metres", zh: "米" },
  cm: { one: "cm", many: "cm", zh: "厘米" },
  ft: { one: "ft", many: "ft", zh: "英尺" },
  yd: { one: "yd", many: "yd", zh: "码" },
  m2: { one: "m2", many: "m2", zh: "平方米" },
  ft2: { one: "sq ft", many: "sq ft", zh: "平方英尺" },
  l: { one: "l", many: "l", zh: "升" },
  ml: { one: "ml", many: "ml", zh: "毫升" },
  // The classes of units, where a comparison is counted in one.
  weight: { one: "kg", many: "kg", zh: "公斤" },
  length: { one: "metre", many: "metres", zh: "米" },
  area: { one: "m2", many: "m2", zh: "平方米" },
  volume: { one: "l", many: "l", zh: "升" },
};
const OTHER: UnitName = { one: "unit", many: "units", zh: "件" };

const named = (unit: string): UnitName => UNITS[unit] ?? OTHER;

/** The unit alone, as a price is said "a piece" and "每件". */
export const unitOf = (unit: string): { readonly en: string; readonly zh: string } => ({
  en: named(unit).one,
  zh: named(unit).zh,
});

/** A quantity in words: "5,200 pieces", "5200件". */
export const counted = (quantity: number, unit: string): { readonly en: string; readonly zh: string } => ({
  en: `${grouped(quantity)} ${quantity === 1 ? named(unit).one : named(unit).many}`,
  zh: `${quantity}${named(unit).zh}`,
});

/** "5,200" where pieces are counted, "250 kg" where not. */
export const amountOf = (quantity: number, unit: string): string =>
  unit === "piece" ? grouped(quantity) : counted(quantity, unit).en;

/** "5,200"; decimals as they are. */
export const grouped = (figure: number | string): string => {
  const [whole = "", decimals] = String(figure).split(".");
  const marked = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals === undefined ? marked : `${marked}.${decimals}`;
};

const CURRENCY_ZH: Readonly<Record<string, string>> = {
  CNY: "元",
  USD: "美元",
  EUR: "欧元",
  GBP: "英镑",
  JPY: "日元",
  HKD: "港元",
};

/** A currency's name as it stands behind an amount: "18.20元". */
export const currencyZh = (currency: string): string => CURRENCY_ZH[currency] ?? currency;
