// Whose contact it is: prefixes of the names below.
const WHOSE =
  "(?:seller|supplier|company|store|shop|contact|buyer|owner|factory|manufacturer|business|service|customer|sales|legal|main|other|" +
  "account|user|member|work|home)*";
const NUMBER = "(?:no|num|numbers?|id|prefix|area|countrycode|s)?";
const CONTACT = [
  "e?mails?(?:address|addresses)?",
  `(?:tele|cell|mobile)?phones?${NUMBER}`,
  `tel${NUMBER}`,
  `mobiles?${NUMBER}`,
  `fax(?:es)?${NUMBER}`,
  `whats?app${NUMBER}`,
  `(?:wechat|weixin|qq|skype|telegram|viber|kakao(?:talk)?|zalo)${NUMBER}`,
  "contacts?(?:us|persons?|names?|info|information|details|way|man)?",
  "linkman",
  "personincharge",
  "(?:first|last|full|real|legal)name",
  "legal(?:person|representative)(?:name)?",
  "loginid",
  "(?:ali)?wangwang(?:id)?",
  // AliExpress's group of a manufacturer's name, address and phone.
  "manufacturerinfo",
].join("|");
const PERSONAL = new RegExp(`^${WHOSE}(?:${CONTACT})$`);
const CHINESE = /联系|电话|手机号|邮箱|微信|传真|旺旺|法人|法定代表/;

/** Whether a field of an answer, by its name, holds a person's contact data. Such a field is dropped at the edge and never kept. */
export const isPersonal = (name: string): boolean =>
  CHINESE.test(name) || PERSONAL.test(name.toLowerCase().replace(/[^a-z]/g, ""));
