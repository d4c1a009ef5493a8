// What sellers offer as an entry of its own beside the goods: samples, accessories, deposits, links to pay by, postage, differences.
const ZH = "样品|样板|打样|拿样|配件|定金|订金|押金|链接|补差价?|差价|邮费|运费";
const ZH_BEHIND = "(?:费用?|专拍|专用|链接|补差价?|补拍|订单|单拍)*";
// "样品", "样品-黑色", "定金10元": the name, or what stands before a mark or a figure.
const ZH_FIRST = new RegExp(`^(?:拍)?(?:${ZH})${ZH_BEHIND}(?=$|[\\s\\-_/:：·,，*×\\d¥￥(（[【])`);
// "黑色样品", "补拍邮费": a Chinese name ends with what it is.
const ZH_LAST = new RegExp(`(?:${ZH})${ZH_BEHIND}$`);
// "含配件", "送配件", "主机+配件" are the goods with something, "包邮费" and "无配件" without.
const ZH_BESIDE = /(?:[含带送配有无免包加和与及跟除不+&、]|全套|包括|包含|赠送|附送|附带|齐全|没有)$/;

const EN =
  "samples?|accessor(?:y|ies)|deposits?|postage|(?:shipping|freight|delivery) (?:fee|cost|charge)s?|(?:price|freight|shipping|postage) difference";
const EN_BEHIND = "(?: (?:fee|fees|only|cost|charge|order|link|payment))*";
const EN_FIRST = new RegExp(`^(?:${EN})${EN_BEHIND}(?=$|\\s*[-_/:,(\\[])`, "i");
const EN_LAST = new RegExp(`(?:^|\\s)(?:${EN})${EN_BEHIND}$`, "i");
const EN_BESIDE = /(?:^|\s)(?:with|w\/|w\/o|incl\.?|including|includes?|and|&|\+|plus|without|no|for|of)(?: \w+)?$/i;
// "Cuban Link" is a chain: a link is one to pay by only where it says so.
const LINK =
  /^links?$|^link (?:for|to|of)\b|\b(?:payment|pay|order|custom(?:i[sz]ed)?|special|vip|balance|extra|postage|freight|shipping|sample|deposit|difference|fee|cost|exclusive|dedicated) link$/i;

const MAX_LENGTH = 200;
const BRACKETS = /[(（[【]([^()（）[\]【】]*)[)）\]】]/g;

/**
 * Whether a SKU's name says that it is a sample, an accessory, a deposit, a link or postage, and not the goods: as the whole name
 * or as its head. "Black sample" is one; "with accessories", "含配件" and "Cuban Link" are goods.
 */
export function isNotTheGoods(name: string): boolean {
  const text = name.slice(0, MAX_LENGTH).replace(/\s+/g, " ").trim();
  const inBrackets = [...text.matchAll(BRACKETS)].map(([, content = ""]) => content.trim());
  return [text.replace(BRACKETS, " ").trim(), ...inBrackets].some(isOther);
}

function isOther(text: string): boolean {
  if (ZH_FIRST.test(text) || EN_FIRST.test(text) || LINK.test(text)) return true;
  return isLast(text, ZH_LAST, ZH_BESIDE) || isLast(text, EN_LAST, EN_BESIDE);
}

function isLast(text: string, head: RegExp, beside: RegExp): boolean {
  const at = text.search(head);
  return at >= 0 && !beside.test(text.slice(0, at).trim());
}
