// Product words as factories on 1688 write them. Longer ones first where one holds another: the longest match wins.
const GLOSSARY: Readonly<Record<string, string>> = {
  "stainless steel": "不锈钢",
  "phone case": "手机壳",
  "yoga mat": "瑜伽垫",
  "desk lamp": "台灯",
  "ceramic mug": "陶瓷杯",
  "canvas tote": "帆布袋",
  "tote bag": "手提袋",
  "litter mat": "猫砂垫",
  "cutting board": "砧板",
  "work glove": "劳保手套",
  "water bottle": "水杯",
  tumbler: "保温杯",
  earbud: "蓝牙耳机",
  earphone: "耳机",
  headphone: "耳机",
  wireless: "无线",
  bluetooth: "蓝牙",
  mug: "马克杯",
  cup: "杯子",
  bottle: "瓶子",
  glove: "手套",
  lamp: "灯",
  light: "灯",
  bag: "包",
  backpack: "双肩包",
  shirt: "衬衫",
  "t-shirt": "T恤",
  dress: "连衣裙",
  shoe: "鞋",
  sock: "袜子",
  hat: "帽子",
  towel: "毛巾",
  blanket: "毛毯",
  pillow: "枕头",
  knife: "刀",
  pan: "锅",
  toy: "玩具",
  umbrella: "雨伞",
  charger: "充电器",
  cable: "数据线",
  speaker: "音箱",
  watch: "手表",
  keychain: "钥匙扣",
  candle: "蜡烛",
  box: "盒子",
  bamboo: "竹",
  wooden: "木质",
  wood: "木",
  silicone: "硅胶",
  leather: "皮",
  cotton: "棉",
  canvas: "帆布",
  ceramic: "陶瓷",
  glass: "玻璃",
  plastic: "塑料",
  insulated: "保温",
  foldable: "可折叠",
  waterproof: "防水",
  custom: "定制",
  led: "LED",
};
const PHRASES = Object.keys(GLOSSARY).sort((one, other) => other.length - one.length);
const LITTLE = new Set(["a", "an", "the", "of", "for", "with", "and", "in"]);

/** The query in Chinese as far as the glossary goes; figures and units stay. Null where it knows none of its words. */
export function inChinese(query: string): string | null {
  if (/\p{Script=Han}/u.test(query)) return query;
  let rest = query.toLowerCase().trim();
  const words: string[] = [];
  let known = false;
  while (rest !== "") {
    const phrase = PHRASES.find((one) => new RegExp(`^${one}(?:s|es)?(?![\\p{L}])`, "u").test(rest));
    if (phrase !== undefined) {
      known = true;
      words.push(GLOSSARY[phrase] ?? "");
      rest = rest.slice(phrase.length).replace(/^(?:es|s)?(?!\p{L})/u, "");
    } else {
      const [word = rest] = /^\S+/.exec(rest) ?? [];
      if (!LITTLE.has(word)) words.push(word);
      rest = rest.slice(word.length);
    }
    rest = rest.trimStart();
  }
  return known ? words.join(" ").replace(/(\d) (oz|ml|l|cm|mm|kg|g)\b/g, "$1$2") : null;
}
