import type { Listing } from "../../catalogue/listing.ts";
import { type Asked, digitsOf, readFields, type Said, success } from "../../wire.ts";
import { DAY_MS, type Desk, type Dialect, perDay, perSecond } from "../dialect.ts";
import { answerToken, badSystemParameters, missing, refuse } from "../iop.ts";
import { alibabaFreight } from "./freight.ts";
import { alibabaPayload, inventoryPayload } from "./payload.ts";
import { searchPayload } from "./search.ts";

const REQUEST_ID = "0ba2887315178178017221014";
// The platform publishes no maximum for a batch; this is the project's own.
const MAX_BATCH_IDS = 20;
const APIS: Readonly<Record<string, (asked: Asked, desk: Desk) => Said>> = {
  "/eco/buyer/product/description": answerProduct,
  "/eco/buyer/product/batch/description": answerBatch,
  "/eco/buyer/product/inventory": answerInventory,
  "/shipping/freight/calculate": answerFreight,
  "/eco/buyer/product/search": answerSearch,
};

/** Alibaba.com's own gateway: paths under `/rest`, flat errors inside HTTP 200, all scalars strings. */
export const dialect: Dialect = {
  id: "alibaba-iop",
  marketplace: "alibaba",
  quota: [perSecond(5), perDay(100_000)],
  suspendMs: null,
  accessLifeMs: 10 * DAY_MS,
  refreshLifeMs: 60 * DAY_MS,
  answer(asked, desk) {
    const token = answerToken(asked, desk, tokenFields);
    if (token) return token;
    const path = asked.path.replace(/^\/rest/, "");
    const bad = badSystemParameters(asked, desk, "flat", path, true);
    if (bad) return bad;
    const api = asked.path.startsWith("/rest/") ? APIS[path] : undefined;
    if (!api) return refuse("flat", "InvalidApiPath", "The specified API path is invalid");
    if (desk.declined.has(path))
      return refuse("flat", "InsufficientPermission", "The application has insufficient permissions");
    return api(asked, desk);
  },
};

function answerSearch(asked: Asked, desk: Desk): Said {
  const question = readFields(asked.parameters["param0"] ?? "");
  const keyword = question?.["keyword"];
  if (typeof keyword !== "string" || keyword === "") return missing("flat", "keyword");
  const [page, size] = [Number(question?.["index"] ?? 1), Number(question?.["size"] ?? 20)];
  if (!(page >= 1 && size >= 1 && size <= 50)) return refuse("flat", "isv.invalid-parameter", "size is invalid");
  const result = searchPayload(desk.search(keyword, page, size), page, size);
  return success({ result, code: "0", request_id: REQUEST_ID });
}

function answerProduct(asked: Asked, desk: Desk): Said {
  const question = readFields(asked.parameters["query_req"] ?? "");
  if (!question) return missing("flat", "query_req");
  const id = digitsOf(question["product_id"]);
  if (id === null) return missing("flat", "product_id");
  const listing = desk.find(id);
  if (!readable(listing)) return resultFailure("2005", `product ${id} query failed: product not exist`);
  return success({
    result: {
      result_msg: "request success",
      result_data: alibabaPayload(listing, id, languageOf(question), "object"),
      result_code: "200",
    },
    code: "0",
    request_id: REQUEST_ID,
  });
}

function answerBatch(asked: Asked, desk: Desk): Said {
  const question = readFields(asked.parameters["param0"] ?? "");
  if (!question) return missing("flat", "param0");
  const given: unknown = question["product_ids"];
  const ids = Array.isArray(given) ? given.map(digitsOf).filter((id) => id !== null) : [];
  if (ids.length === 0 || ids.length > MAX_BATCH_IDS) return missing("flat", "product_ids");
  const found = ids.map((id) => ({ id, listing: desk.find(id) }));
  const resultData = found.flatMap(({ id, listing }) =>
    readable(listing) ? [alibabaPayload(listing, id, languageOf(question), "list")] : [],
  );
  const failedItems = found
    .filter(({ listing }) => !readable(listing))
    .map(({ id }) => ({ productId: id, errorCode: "2005", errorMsg: "query failed: product not exist" }));
  return success({
    result: { code: "200", data: { resultData, failedItems }, success: "true", message: "success" },
    code: "0",
    request_id: REQUEST_ID,
  });
}

function answerInventory(asked: Asked, desk: Desk): Said {
  const question = readFields(asked.parameters["inv_req"] ?? "");
  if (!question) return missing("flat", "inv_req");
  const id = digitsOf(question["product_id"]);
  if (id === null) return missing("flat", "product_id");
  const listing = desk.find(id);
  if (!readable(listing)) return resultFailure("2005", `product ${id} query failed: product not exist`);
  return success({
    result: { result_msg: "request success", result_data: inventoryPayload(listing, id), result_code: "200" },
    code: "0",
    request_id: REQUEST_ID,
  });
}

function answerFreight(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  for (const name of ["product_id", "quantity", "destination_country"]) if (!parameters[name]) return missing("flat", name);
  const listing = desk.find(parameters["product_id"] ?? "");
  const quantity = Number(parameters["quantity"]);
  const value = readable(listing) ? alibabaFreight(listing, quantity, parameters["destination_country"] ?? "") : [];
  return success({ code: "0", value, request_id: REQUEST_ID });
}

/** A listing that is off the shelf can still be read; one that needs a permission looks as if it were not there. */
const readable = (listing: Listing | null): listing is Listing => listing !== null && listing.status !== "restricted";

const languageOf = (question: Readonly<Record<string, unknown>>): string =>
  typeof question["language"] === "string" ? question["language"] : "en";

const resultFailure = (code: string, message: string): Said => ({
  status: 200,
  body: { result: { result_msg: message, result_code: code }, code: "0", request_id: REQUEST_ID },
  code,
});

const tokenFields = (_asked: Asked, desk: Desk): object => ({
  expires_in: `${desk.accessLifeMs / 1_000}`,
  refresh_expires_in: `${desk.refreshLifeMs / 1_000}`,
  account_id: "7000000",
  account: "buyer@example.com",
  account_platform: "buyApp",
  country: "sg",
  user_info: { country: "GLOBAL", loginId: "sandbox", user_id: "200000001", seller_id: "1001" },
  request_id: REQUEST_ID,
});
