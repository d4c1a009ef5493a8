import { describe, expect, it } from "vitest";
import { readProduct, readRaw } from "../../../../src/gateways/read-product.ts";
import { isPersonal, withoutContacts } from "../../../../src/gateways/reading/answer/personal-data.ts";
import { gatewayOf } from "../../../../src/gateways/registry.ts";
import { askOf } from "../../fixture.ts";

const PERSONAL_NAMES = (
  "whatsapp whats_app WhatsApp sellerWhatsapp whatsAppNumber WECHAT_ID weChatId weixin wx wxid wechat_qr_code 微信 微信号 phone phone1 phone_2 " +
  "phoneNumber mobilePhone mobile_no contactMobile tel telNo TELEPHONE_NUMBER companyTel cellPhone landline hotline fax email e_mail E-Mail " +
  "eMailAddress company_email contact contactPerson contact_person contactName contact_list contactInfo linkman linkTel qq qqNumber QQ skype skypeId " +
  "bossName owner_name managerName salesman sales_rep_name nick seller_nick loginId memberName userName receiverName consignee_name legalPerson " +
  "legal_representative personInCharge 联系人 联系电话 手机 邮箱 负责人 业务员 lineId telegram viber kakaoTalk zalo firstName last_name full_name " +
  "tradeManagerId aliTalk after_sale_phone customerServicePhone manufacturer_info"
).split(" ");
const OTHER_NAMES = (
  "supplier_name supplierName storeName store_name companyName title subject name phone_model phoneModel price image_url online address product_id " +
  "attr_name attr_value model brand sku_property_name categoryName mobile_detail hotel cellulose modelName company region sku_id im principal " +
  "member_id shop_name manufacturer logistics_info country_code currency_code trade_info code service_name store_id seller_name"
).split(" ");

describe("contact data by the name of its field", () => {
  it("is known in every spelling", () => {
    expect(PERSONAL_NAMES.filter((name) => !isPersonal(name))).toEqual([]);
  });

  it("is no company, no product and no place", () => {
    expect(OTHER_NAMES.filter(isPersonal)).toEqual([]);
  });
});

describe("contact data in a text", () => {
  it.each([
    ["Contact: sales@foo.com or WhatsApp +86 138 1234 5678", "Contact: … or WhatsApp …"],
    ["微信:abc123 电话:0571-88881234", "微信:… 电话:…"],
    ["Wechat ID: wang_2020; Skype: live:wang.li; QQ:12345678", "Wechat ID: …; Skype: …; QQ:…"],
    ["Mobile: 138-1234-5678", "Mobile: …"],
    ["call 13800138000 now", "call … now"],
    ["008613812345678", "…"],
  ])("%j is shown as %j", (text, shown) => {
    expect(withoutContacts(text)).toBe(shown);
  });

  it.each([
    "610784549587",
    "13800138000",
    "Phone case 6.1 inch for iPhone 15",
    "2026-11-25 13:00:00",
    "$1,200.00",
    "size 100-200-300",
    "production line: 2000pcs/day",
    "https://detail.1688.com/offer/610784549587.html",
    "https://img.example.com/a@2x.jpg",
    "https://cbu01.alicdn.com/img/ibank/O1CN01abc_!!2201234567890-0-cib.jpg",
  ])("%j stays", (text) => {
    expect(withoutContacts(text)).toBe(text);
  });
});

const PEOPLE = /Wang Li|wang_li|138 ?1234|sales@|Zhang/;
const result = {
  item_id: "1600590300031",
  subject: "Mug",
  desc: "<p>Strong mug. WhatsApp: +86 138 1234 5678, sales@mugs.example</p>",
  price_info: { currency: "USD", price_range: "5-6" },
  supplier_info: {
    supplier_name: "Mug Factory",
    contacts: [{ name: "Wang Li", position: "Sales" }],
    channels: [
      { type: "WhatsApp", value: "wang_li" },
      { type: "Website", value: "mugs.example" },
    ],
    seller: { bossName: "Zhang", deep: [{ Contact_Person: "Wang Li", tel: 13812345678 }] },
  },
};

it("the raw answer keeps the company and loses the people, however deep they stand", () => {
  const raw = readRaw({ code: 0, result });
  expect(raw).not.toMatch(PEOPLE);
  expect(raw).toContain("Mug Factory");
  expect(raw).toContain("mugs.example");
});

it("a description keeps its words and loses the numbers", () => {
  const { description } = readProduct(gatewayOf("alibaba-v3"), { code: 0, result }, askOf("alibaba-v3", "", { country: "" }));
  expect(description).toEqual({ en: "Strong mug. WhatsApp: …, …" });
});
