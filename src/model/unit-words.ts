import type { Amount } from "./money.ts";
import { Decimal } from "./money.ts";
import { isMeasure, type Unit, type UnitClass } from "./unit.ts";

/** name: size: the words that mean it, in lower case, without points and with single spaces. */
type Words = Readonly<Record<string, readonly [size: Amount, words: string]>>;

// Sizes in the class's smallest whole. Pounds, feet and their kin are exact by the international yard and pound agreement of 1959,
// gallons and fluid ounces those of the United States. A bare "ton" is metric, as on Alibaba.com.
const WORDS: Readonly<Record<Exclude<UnitClass, "other">, Words>> = {
  piece: {
    piece: [
      "1",
      "piece,pieces,pc,pcs,pce,pces,unit,units,each,ea,item,items,no,nos,number,numbers,件,个,個,只,隻,台,臺,支,枝,把,条,條,张,張,本,枚,块,塊,粒,颗,顆,根,片,顶,頂,辆,輛,部,架,朵,株,幅,座,棵,盆,头,口,面,盏,杯,件数,单件,stk,stück,stueck,pièce,pièces,pieza,piezas,pezzo,pezzi,peça,peças,unidad,unidades,unidade,шт,штука,штук,adet,sztuka,sztuk,szt,cái,ชิ้น",
    ],
    dozen: ["12", "dozen,dozens,doz,dz,dzn,打"],
    gross: ["144", "gross,罗,籮,羅"],
    hundred: ["100", "hundred,hundreds,百"],
    thousand: ["1000", "thousand,thousands,mille,k,kpcs,千"],
    "ten thousand": ["10000", "ten thousand,万,萬"],
  },
  pair: { pair: ["1", "pair,pairs,pr,prs,paar,paare,paire,paires,双,雙,对,對"] },
  set: { set: ["1", "set,sets,kit,kits,suit,suits,combo,combos,套,组,組,セット"] },
  pack: {
    carton: ["1", "carton,cartons,ctn,ctns,karton,kartons,箱"],
    box: ["1", "box,boxes,盒"],
    pack: ["1", "pack,packs,package,packages,packet,packets,pkt,pk,pkg,parcel,parcels,blister,blisters,包,提"],
    bag: ["1", "bag,bags,袋"],
    roll: ["1", "roll,rolls,spool,spools,卷,捲"],
    reel: ["1", "reel,reels,盘,盤"],
    lot: ["1", "lot,lots,批"],
    sheet: ["1", "sheet,sheets"],
    bundle: ["1", "bundle,bundles,捆,扎"],
    bottle: ["1", "bottle,bottles,瓶"],
    can: ["1", "can,cans,tin,tins,罐,听"],
    barrel: ["1", "barrel,barrels,drum,drums,pail,pails,bucket,buckets,桶"],
    tray: ["1", "tray,trays"],
    tube: ["1", "tube,tubes"],
    jar: ["1", "jar,jars"],
    case: ["1", "case,cases"],
    crate: ["1", "crate,crates"],
    pallet: ["1", "pallet,pallets,托,托盘"],
    ream: ["1", "ream,reams,令"],
    strip: ["1", "strip,strips,串"],
    bolt: ["1", "bolt,bolts,匹"],
    container: ["1", "container,containers,twenty-foot container,forty-foot container,柜"],
  },
  weight: {
    mg: ["0.001", "mg,mgs,milligram,milligrams,毫克"],
    carat: ["0.2", "carat,carats,ct,克拉"],
    g: ["1", "g,gs,gm,gms,gr,grs,gram,grams,gramme,grammes,克"],
    两: ["50", "两,兩,liang"],
    斤: ["500", "斤,市斤,jin"],
    kg: ["1000", "kg,kgs,kilo,kilos,kilogram,kilograms,kilogramme,kilogrammes,千克,公斤"],
    钱: ["5", "钱,錢"],
    oz: ["28.349523125", "oz,ozs,ounce,ounces,盎司"],
    lb: ["453.59237", "lb,lbs,pound,pounds,磅"],
    stone: ["6350.29318", "stone,stones"],
    quintal: ["100000", "quintal,quintals,公担"],
    担: ["50000", "担"],
    t: ["1000000", "t,mt,ton,tons,tonne,tonnes,metric ton,metric tons,metric tonne,metric tonnes,吨,噸,公吨"],
    "short ton": ["907184.74", "short ton,short tons,us ton,us tons"],
    "long ton": ["1016046.9088", "long ton,long tons,imperial ton,imperial tons"],
  },
  length: {
    mm: ["0.001", "mm,millimeter,millimeters,millimetre,millimetres,毫米"],
    cm: ["0.01", "cm,cms,centimeter,centimeters,centimetre,centimetres,厘米,公分"],
    in: ["0.0254", "in,inch,inches,英寸"],
    dm: ["0.1", "dm,decimeter,decimeters,decimetre,decimetres,分米"],
    ft: ["0.3048", "ft,foot,feet,linear foot,linear feet,英尺"],
    yd: ["0.9144", "yd,yds,yard,yards,linear yard,linear yards,码,碼"],
    m: [
      "1",
      "m,mtr,mtrs,meter,meters,metre,metres,linear meter,linear meters,linear metre,linear metres,running meter,running meters,running metre,running metres,米,公尺,延米",
    ],
    "nautical mile": ["1852", "nautical mile,nautical miles"],
    km: ["1000", "km,kms,kilometer,kilometers,kilometre,kilometres,千米,公里"],
    mile: ["1609.344", "mile,miles,英里"],
  },
  area: {
    cm2: ["0.0001", "cm2,cm^2,sq cm,sqcm,square centimeter,square centimeters,square centimetre,square centimetres,平方厘米"],
    in2: ["0.00064516", "in2,in^2,sq in,sqin,sq inch,sq inches,square inch,square inches,平方英寸"],
    ft2: ["0.09290304", "ft2,ft^2,sq ft,sqft,sf,sq foot,sq feet,sqfeet,square foot,square feet,平方英尺,平方尺"],
    yd2: ["0.83612736", "yd2,yd^2,sq yd,sqyd,sq yard,sq yards,square yard,square yards,平方码"],
    m2: [
      "1",
      "m2,m^2,sqm,sqms,sq m,sq mtr,sq mt,sq mtrs,sqmt,sqmtr,sqmtrs,sq meter,sq meters,sq metre,sq metres,sqmeter,sqmeters,metro quadrato,metri quadrati,quadratmeter,square meter,square meters,square metre,square metres,平方米,平米,平方,平",
    ],
    acre: ["4046.8564224", "acre,acres,英亩"],
    hectare: ["10000", "ha,hectare,hectares,公顷"],
  },
  volume: {
    ml: [
      "0.001",
      "ml,mls,milliliter,milliliters,millilitre,millilitres,cc,cm3,cm^3,cubic centimeter,cubic centimeters,cubic centimetre,cubic centimetres,毫升,立方厘米",
    ],
    cl: ["0.01", "cl,centiliter,centiliters,centilitre,centilitres,厘升"],
    in3: ["0.016387064", "in3,cu in,cubic inch,cubic inches"],
    "fl oz": ["0.0295735295625", "fl oz,floz,fluid ounce,fluid ounces,液体盎司,液盎司"],
    pint: ["0.473176473", "pt,pint,pints,品脱"],
    quart: ["0.946352946", "qt,quart,quarts,夸脱"],
    l: ["1", "l,lt,ltr,ltrs,liter,liters,litre,litres,dm3,cubic decimeter,cubic decimetre,升,公升"],
    gal: ["3.785411784", "gal,gals,gallon,gallons,加仑"],
    bushel: ["35.23907016688", "bushel,bushels,bu"],
    ft3: ["28.316846592", "ft3,ft^3,cu ft,cuft,cu feet,cubic foot,cubic feet,立方英尺"],
    yd3: ["764.554857984", "yd3,yd^3,cu yd,cubic yard,cubic yards"],
    m3: [
      "1000",
      "m3,kl,kiloliter,kiloliters,kilolitre,kilolitres,m^3,cbm,cbms,cu m,cu meter,cu meters,cubic meter,cubic meters,cubic metre,cubic metres,立方米,立方,方",
    ],
  },
};

/** What a text says of a unit. */
export interface UnitReading {
  readonly unit: Unit;
  /** The multiple that a price is for: 100 in "100 Pieces". `unit` is what is counted. */
  readonly per: number;
  /** Pieces in a pack, where the text says it: "10 pcs/bag", "Carton of 24". */
  readonly unitsPerPack: number | null;
  /** What a pack of a measure holds: 25 kg in "bag of 25 kg". */
  readonly holds?: { readonly unit: Unit; readonly amount: Amount };
}

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(WORDS).flatMap(([unitClass, units]) =>
    Object.entries(units).flatMap(([name, [size, words]]) =>
      words.split(",").map((word) => [word, { name, unitClass: unitClass as UnitClass, size }] as const),
    ),
  ),
);
// No unit is longer; a longer text is prose.
const MAX_LENGTH = 60;
const NUMBER = "(\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,9}(?:\\.\\d{1,6})?)";
const MULTIPLE = new RegExp(`^(?:per |/ ?)?${NUMBER} ?(\\D.*)$`);
// 千个 and 百件: a Chinese number word before what is counted.
const CHINESE_MULTIPLE = /^([百千万萬打罗])(.{1,3})$/u;
const ENGLISH_MULTIPLE = /^(?:1 |a |one )?(dozens?|gross|hundreds?|thousands?|mille) (?:of )?(.+)$/;
const PER_PACK = new RegExp(`^${NUMBER} ?(\\D+?) ?(?:/|per | a ) ?(?:1 )?(\\D+)$`);
const LOOSE_PER_PACK = /^(\D{1,12}?) ?(?:\/|per ) ?(\D{1,12})$/;
const PACK_OF = new RegExp(`^(\\D+?)(?: of |[ (/]+)${NUMBER} ?(\\D*?)\\)?$`);

/**
 * A unit as sellers write it ("Piece/Pieces", "piece(s)", "千个", "100 Pieces", "10 pcs/bag", "Square Meters"); null for blank text.
 * A word that is not known is a unit of class "other" under its own name, which nothing else equals.
 */
export function readUnit(input: string | null): UnitReading | null {
  if (input === null || input.length > MAX_LENGTH) return null;
  const known = readings.get(input);
  if (known !== undefined) return known;
  const reading = readAnew(input);
  // A listing names one unit hundreds of times; a flood of words keeps no more than this.
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(input, reading);
  return reading;
}

const MOST_READINGS = 500;
const readings = new Map<string, UnitReading | null>();

function readAnew(input: string): UnitReading | null {
  const text = tidy(input);
  if (text === "" || text === "null" || text === "undefined") return null;
  return (
    packed(text) ??
    multiple(text) ??
    counted(text, 1) ?? { unit: { name: unknownName(text), unitClass: "other", size: "1" }, per: 1, unitsPerPack: null }
  );
}

/** "strand/strands" is one word in two forms. */
function unknownName(text: string): string {
  const [one = text, many, ...more] = text.split("/").map((form) => form.trim());
  return many !== undefined && more.length === 0 && one !== "" && many.startsWith(one.slice(0, -1)) ? one : text;
}

/** What a unit counts; "other" where the word is not known. */
export const unitClassOf = (unit: string | null): UnitClass => readUnit(unit)?.unit.unitClass ?? "other";

/** The unit of one word or of both of "Bag/Bags"; null where it is not known. */
export function unitNamed(word: string): Unit | null {
  const found = UNITS.get(word) ?? UNITS.get(word.replace(/[()]/g, "").trim());
  if (found !== undefined) return found;
  const forms = word.split("/").map((form) => UNITS.get(form.trim()));
  const [first] = forms;
  return forms.length > 1 && first !== undefined && forms.every((form) => form?.name === first.name) ? first : null;
}

const counted = (word: string, per: number): UnitReading | null => {
  const unit = unitNamed(word);
  return unit === null ? null : { unit, per, unitsPerPack: null };
};

function packed(text: string): UnitReading | null {
  const [, amount = "", inner = "", outer = ""] = PER_PACK.exec(text) ?? [];
  const byPack = pack(outer, amount, inner);
  if (byPack !== null) return byPack;
  const [, name = "", number = "", content = ""] = PACK_OF.exec(text) ?? [];
  const packOf = pack(name, number, content === "" ? "pc" : content);
  if (packOf !== null) return packOf;
  // "pcs/box": how many of them it does not say.
  const [, loose = "", holder = ""] = LOOSE_PER_PACK.exec(text) ?? [];
  const unit = unitNamed(loose) === null ? null : unitNamed(holder);
  return unit?.unitClass === "pack" ? { unit, per: 1, unitsPerPack: null } : null;
}

function pack(outer: string, amount: string, inner: string): UnitReading | null {
  const [unit, content] = [unitNamed(outer), unitNamed(inner)];
  if (unit === null || content === null || !["pack", "set", "pair"].includes(unit.unitClass)) return null;
  // A pack of pairs or of bottles is no number of pieces.
  const held = new Decimal(amount.replaceAll(",", ""));
  if (content.unitClass !== "piece") {
    if (unit.unitClass !== "pack") return null;
    const isSized = isMeasure(content) && held.gt(0);
    return { unit, per: 1, unitsPerPack: null, ...(isSized ? { holds: { unit: content, amount: held.toFixed() } } : {}) };
  }
  const pieces = held.times(content.size);
  return pieces.isInteger() && pieces.gt(0) ? { unit, per: 1, unitsPerPack: pieces.toNumber() } : null;
}

function multiple(text: string): UnitReading | null {
  const [, number, word] = MULTIPLE.exec(text) ?? [];
  if (number !== undefined && word !== undefined) {
    const per = Number(number.replaceAll(",", ""));
    return per > 0 ? counted(word.replace(/^of /, "").trim(), per) : null;
  }
  const [, many, of] = CHINESE_MULTIPLE.exec(text) ?? ENGLISH_MULTIPLE.exec(text) ?? [];
  const factor = many === undefined ? undefined : UNITS.get(many);
  const reading = of === undefined ? null : counted(of, 1);
  if (factor === undefined || reading === null || UNITS.has(text)) return null;
  return { ...reading, per: Number(factor.size) };
}

/** Full width to half, one case, single spaces; "m²" is m2, "piece(s)" is pieces, "pcs." is pcs. */
const tidy = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ ?\((e?s)\)/g, "$1")
    .replace(/\.(?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^(?:per |\/ ?)/, "")
    .trim();
