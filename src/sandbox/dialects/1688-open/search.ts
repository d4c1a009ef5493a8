import { Decimal } from "../../../model/money.ts";
import type { Listing } from "../../catalogue/listing.ts";
import { priceIn, priceRangeOf, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import { type Asked, readFields, type Said, success } from "../../wire.ts";
import type { Desk } from "../dialect.ts";

export const SEARCH = "com.alibaba.fenxiao.crossborder/product.search.keywordQuery";
export const SELECTION = "com.alibaba.fenxiao/jxhy.product.getPageList";
export const PICTURE = "com.alibaba.linkplus/alibaba.cross.similar.offer.search";
const LARGEST_PAGE = 50;
const PICTURE_PAGE = 20;

/** What is wrong with the question, or the page. The first row of the first page is an advertisement. */
export function answerSearch({ parameters }: Asked, desk: Desk, wrong: (code: string, message: string) => Said): Said {
  const question = readFields(parameters["offerQueryParam"] ?? "");
  if (question === null) return wrong("gw.ParamMissing", "Required argument offerQueryParam");
  const [keyword, language] = [question["keyword"], question["country"]];
  if (typeof keyword !== "string" || typeof language !== "string") return wrong("gw.ParamMissing", "Required argument keyword");
  const [page, size] = [Number(question["beginPage"]), Number(question["pageSize"])];
  if (!(page >= 1 && size >= 1 && size <= LARGEST_PAGE)) return wrong("gw.ParamInvalid", "Invalid argument pageSize");
  const { listings, total, stranger } = desk.search(keyword, page, size);
  const advertisement = page === 1 && stranger !== null && total > 0 ? [{ ...row(stranger, language), isAd: true }] : [];
  const data = [...advertisement, ...listings.map((listing) => row(listing, language))];
  const result = { totalRecords: total, totalPage: Math.ceil(total / size), pageSize: size, currentPage: page, data };
  return success({ result: { success: true, code: "200", message: "操作成功", result } });
}

/** The selection's own list, in fen; for apps that were not granted the search. */
export function answerSelection({ parameters }: Asked, desk: Desk, wrong: (code: string, message: string) => Said): Said {
  const { keyword } = parameters;
  const [page, size] = [Number(parameters["pageNum"] ?? 1), Number(parameters["pageSize"])];
  if (!keyword) return wrong("gw.ParamMissing", "Required argument keyword");
  if (!(size >= 1 && size <= LARGEST_PAGE)) return wrong("gw.ParamInvalid", "Invalid argument pageSize");
  const { listings, total } = desk.search(keyword, page, size);
  const result = listings.map((listing) => {
    const range = priceRangeOf(listing);
    const fen = (amount: string) => new Decimal(priceIn(listing, amount, "CNY")).times(100).toNumber();
    return {
      itemId: Number(listing.ids["1688"]),
      title: anyText(listing.title, "zh"),
      imgUrl: listing.images[0] ?? "",
      ...(range === null ? {} : { minPrice: fen(range.low), maxPrice: fen(range.high) }),
      salesCnt90d: (listing.trade?.sold30Days ?? 0) * 3,
    };
  });
  return success({ result: { success: true, result, pageInfo: { totalRecords: total, currentPage: page, pageSize: size } } });
}

/** What looks like a picture, twenty a page, in fen. A picture that cannot be fetched is refused inside a success of the gateway's. */
export function answerPicture({ parameters }: Asked, desk: Desk, wrong: (code: string, message: string) => Said): Said {
  const { picUrl } = parameters;
  if (!picUrl) return wrong("gw.ParamMissing", "Required argument picUrl");
  const found = desk.searchByPicture(picUrl, Number(parameters["page"] ?? 1), PICTURE_PAGE);
  if (found === null)
    return success({ success: false, code: "SYSTEM_ERROR", message: `handle image error with url ${picUrl.slice(0, 200)}` });
  const result = found.listings.map((listing) => {
    const { imageUrl, subject, offerId, priceInfo, minOrderQuantity } = row(listing, "zh");
    const oldPrice = priceInfo.price === null ? null : new Decimal(priceInfo.price).times(100).toNumber();
    return { offerId, subject, quantityBegin: minOrderQuantity, oldPrice, imageUrl };
  });
  return success({ success: true, result: { total: found.total, result } });
}

function row(listing: Listing, language: string) {
  const price = tiersOf(listing)[0]?.price ?? priceRangeOf(listing)?.low ?? null;
  return {
    imageUrl: listing.images[0] ?? "",
    subject: anyText(listing.title, "zh"),
    subjectTrans: anyText(listing.title, language, "en", "zh"),
    offerId: Number(listing.ids["1688"]),
    priceInfo: { price: price === null ? null : priceIn(listing, price, "CNY") },
    monthSold: listing.trade?.sold30Days ?? 0,
    minOrderQuantity: listing.minOrderQuantity ?? tiersOf(listing)[0]?.minQuantity ?? 1,
  };
}
