// What the words of a field's name say, in any spelling: sellerWhatsApp, seller_whats_app, SELLER-WHATSAPP.
const WHOSE =
  "(?:seller|supplier|company|store|shop|vendor|merchant|contact|buyer|owner|factory|manufacturer|producer|importer|exporter|business|" +
  "service|customer|sales?|foreign|trade|link|export|legal|main|primary|other|account|user|member|work|office|home|my|our|ali|the|default|" +
  "receiver|recipient|consignee|sender|shipper|agent|rep|hot|land|direct|support|after|before|care|pre|emergency|public|personal|private)*";
// What may stand behind: phone_no, phone2 (digits are gone by now), phoneNumberList, weixin_qr_code, skype_id, email_verified.
const WHICH =
  "(?:no|nos|num|nums|number|numbers|id|ids|uid|account|accounts|prefix|area|code|codes|countrycode|qr|qrcode|img|image|picture|link|url|" +
  "name|names|nick|list|info|value|address|addresses|line|lines|text|display|encrypted|masked|mask|s|es)*";
const CHANNEL = [
  "e?mails?",
  "mailbox",
  "(?:tele|cell|mobile|smart|i)*phones?",
  "(?:tele|cell)?fones?",
  "handphones?",
  "tel",
  "cell",
  "mobiles?",
  "mob",
  "hotline",
  "fax(?:es)?",
  "what?s?apps?",
  "we?chats?",
  "wei?xins?",
  "wx",
  "wxh",
  "qq",
  "qqs?",
  "skypes?",
  "telegrams?",
  "tg",
  "vibers?",
  "kakao(?:talk)?s?",
  "zalos?",
  "messengers?",
  "msn",
  "icq",
  "signals?app",
  "dingtalk",
  "dingding",
  "trademanager",
  "(?:ali)?wangwangs?",
  "im(?:id|no|number|account)s?",
  "line(?:id|no|number|account)s?",
  "landlines?",
  "sms",
  "alitalks?",
  "facebooks?",
  "instagrams?",
  "linkedins?",
  "tiktoks?account",
].join("|");
// People by what they are to the listing, with or without a name behind it.
const PERSON = [
  "contacts?(?:us|me|persons?|people|info|information|informations|detail|details|way|ways|method|methods|man|men|card|cards|data|title|position)*",
  "link(?:man|men|person)",
  "liaisons?",
  "persons?in?charge",
  "charge(?:person|man)",
  "responsiblepersons?",
  "authori[sz]edpersons?",
  "legal(?:person|persons|representative|representatives|rep|man)",
  "representatives?",
  "salesm[ae]n",
  "salespersons?",
  "salesmanagers?",
  "salesrep(?:resentative)?s?",
  "bosse?s?",
  "owners?(?=name)",
  "corporaterepresentatives?",
  "(?:first|last|full|real|true|legal|family|given|sur|middle|nick|maiden|principal|person|people|boss|owner|manager|agent|contact|receiver|recipient|consignee|sender|buyer)names?",
  "nicks?",
  "nicknames?",
  "login(?:id|name|account)?s?",
  "(?:user|member|account)name",
  "manufacturerinfo",
  "responsibleinfo",
  "gpsrinfo",
  "eurepinfo",
  "euresponsible(?:person|info)?",
].join("|");
const PERSONAL = new RegExp(`^${WHOSE}(?:(?:${CHANNEL})${WHICH}|(?:${PERSON})${WHICH})$`);
const CHINESE =
  /联系|聯繫|电话|電話|手机号|手機|手机|邮箱|郵箱|邮件|电邮|微信|威信|传真|傳真|旺旺|法人|法定代表|负责人|業務員|业务员|座机|热线|姓名|昵称|钉钉|扣扣|Q\s?Q\s?号|whats\s?app/i;

// Bounded pieces without overlap, so that no text takes longer than its length.
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,4}(?!(?:jpe?g|png|gif|webp|svg|js|css)\b)[a-z]{2,24}\b/gi;
// "+86 571 8888 1234", "(0571) 8888-1234" behind a word, "138 0013 8000" by itself. A part of a longer number is none.
const INTERNATIONAL = /(?<![\w+])(?:\+|00)[1-9]\d{0,2}[\s().-]{0,2}\d(?:[\s().-]{0,2}\d){6,12}(?!\d)/g;
const CHINESE_MOBILE = /(?<![\w.,+-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w.,-]?\d)/g;
const SAID_NUMBER =
  /((?<![a-z])(?:(?:tele|cell|mobile )?phone|tel|mobile|mob|cell|fax|call(?: us(?: at)?)?|what?s ?app|viber)|电话|電話|手机|手機|传真|座机|热线)([\s.:：/()号码为是no#-]{0,8})\+?\(?\d(?:[\s().-]{0,2}\d){6,14}/gi;
const SAID_HANDLE =
  /((?<![a-z])(?:we ?chat|weixin|qq|skype|telegram|whats ?app|viber|line id|zalo|kakao(?:talk)?)|微信|威信|扣扣)(\s{0,3}(?:id|no\.?|number|account|号码?|帐号|账号)?\s{0,3}[:：=]\s{0,3})[\w.@:+-]{3,60}/gi;
const MAY_CONTACT =
  /@|\+\d|00[1-9]\d|1[3-9]\d|phone|tel|mob|cell|fax|call|app|viber|chat|weixin|微信|威信|qq|扣扣|skype|line|zalo|kakao|电话|電話|手机|手機|传真|座机|热线/i;
// Ids begin with no 00.
const ONLY_DIGITS = /^(?!00)\d+$/;

/** A text without e-mail addresses, phone numbers and the names of accounts: "…" in their place. An id alone is left as it is. */
export const withoutContacts = (text: string): string =>
  ONLY_DIGITS.test(text) || !MAY_CONTACT.test(text)
    ? text
    : text
        .replace(EMAIL, "…")
        .replace(SAID_NUMBER, "$1$2…")
        .replace(INTERNATIONAL, "…")
        .replace(CHINESE_MOBILE, "…")
        .replace(SAID_HANDLE, "$1$2…");

/** What names an entry of a list of names and values. */
const NAMING = ["name", "type", "key", "label", "title", "attr_name", "attrName", "attributeName", "field", "channel"];

/** A value of an answer as it may be shown: entries that are contact data by their own name are left out. For `JSON.stringify`. */
export function withoutPeople(key: string, value: unknown): unknown {
  if (isPersonal(key)) return undefined;
  if (typeof value === "string") return withoutContacts(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entry = value as Readonly<Record<string, unknown>>;
  const named = NAMING.some((name) => typeof entry[name] === "string" && isPersonal(entry[name]));
  return named ? undefined : value;
}

/** Whether a field of an answer, by its name, holds a person's contact data. Such a field is dropped at the edge and never kept. */
export const isPersonal = (name: string): boolean =>
  CHINESE.test(name) || PERSONAL.test(name.toLowerCase().replace(/[^a-z]/g, ""));
