/** Other words for what the catalogue holds, in languages that its titles lack: the English or Chinese word that stands in them. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  tumbler: ["保温杯", "水杯", "thermos"],
  cup: ["杯", "tumbler", "mug"],
  bottle: ["保温杯", "tumbler"],
  mug: ["马克杯", "陶瓷杯"],
  case: ["手机壳", "cover"],
  mat: ["垫"],
  lamp: ["灯", "light"],
  light: ["灯", "lamp"],
  bag: ["袋", "tote"],
  tote: ["帆布袋", "bag"],
  earbud: ["耳机", "earphone", "headphone"],
  headphone: ["耳机", "earbud"],
  board: ["砧板"],
  glove: ["手套"],
  保温杯: ["tumbler"],
  水杯: ["tumbler", "mug"],
  马克杯: ["mug"],
  耳机: ["earbud"],
  台灯: ["lamp"],
  手机壳: ["case"],
  瑜伽垫: ["yoga"],
  手套: ["glove"],
  ...of(
    ["tumbler"],
    "flask",
    "thermobecher",
    "trinkbecher",
    "gobelet",
    "vaso",
    "termo",
    "copo",
    "стакан",
    "термокружка",
    "タンブラー",
    "텀블러",
  ),
  ...of(["mug"], "tasse", "kaffeebecher", "taza", "caneca", "кружка", "マグカップ", "머그컵"),
  ...of(
    ["earbud"],
    "earphone",
    "earpod",
    "kopfhörer",
    "ohrhörer",
    "écouteur",
    "auriculare",
    "fone",
    "наушники",
    "イヤホン",
    "이어폰",
  ),
  ...of(["board"], "schneidebrett", "planche", "tabla", "tábua", "доска", "まな板", "도마"),
  ...of(["glove"], "handschuhe", "arbeitshandschuhe", "gant", "guante", "luva", "перчатки", "手袋", "장갑"),
  ...of(["lamp"], "schreibtischlampe", "tischlampe", "lampe", "lámpara", "luminária", "лампа", "ランプ", "램프"),
  ...of(["case"], "handyhülle", "hülle", "coque", "funda", "capinha", "чехол", "ケース", "케이스"),
  ...of(["bag", "tote"], "tasche", "tragetasche", "stoffbeutel", "sac", "bolsa", "sacola", "сумка", "バッグ", "가방"),
  ...of(["bluetooth", "无线", "蓝牙"], "wireless", "wireles", "inalámbrico", "kabellos", "беспроводные"),
  ...of(["yoga"], "yogamatte", "ヨガマット", "요가매트"),
  ...of(["mat"], "matte", "tapi", "esterilla", "colchonete", "коврик", "マット", "매트"),
  ...of(["litter"], "katzenstreu", "litière", "arena", "наполнитель"),
};

/** One meaning under the words of several languages; a plural's s is off by then. */
function of(meanings: readonly string[], ...words: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(words.map((word) => [word, meanings]));
}

/** Words that name no goods. */
export const LITTLE_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the of for with and best cheap cheapest good quality supplier factory manufacturer wholesale price buy order need want find " +
    "who sell i we me my unit piece pc pcs delivered delivery shipped to in from us usa uk eu china " +
    "der die das für mit und le la de du à pour et el para con y com e"
  ).split(" "),
);
