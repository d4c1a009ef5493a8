import { readPlainDate } from "../../dates.ts";
import { type Asked, type Said, success } from "../../wire.ts";
import { type Desk, type Dialect, perDay, perSecond } from "../dialect.ts";
import { askedFields, badTopParameters, refuse, type TopRules, unreadable } from "../top.ts";
import { sha1Payload } from "./payload.ts";

const BASE = "/openapi/param2/1/com.alibaba.product/";
const MAX_BATCH_IDS = 20;
const SYSTEM = ["format", "v", "sign_method", "fields"] as const;
const rules = (id: string): TopRules => ({
  scheme: "wrapped-sha1",
  readTimestamp: readPlainDate,
  tokenCode: 27,
  required: [...SYSTEM, id],
});

/** An older 1688 dialect: GET, everything in the query, a token that is given and never renewed. */
export const dialect: Dialect = {
  id: "1688-sha1",
  marketplace: "1688",
  quota: [perSecond(5), perDay(10_000)],
  suspendMs: null,
  accessLifeMs: Number.POSITIVE_INFINITY,
  refreshLifeMs: 0,
  answer(asked, desk) {
    if (asked.method === "GET" && asked.path === `${BASE}alibaba.product.get`) return answerProduct(asked, desk);
    if (asked.method === "GET" && asked.path === `${BASE}alibaba.product.batch.get`) return answerBatch(asked, desk);
    return refuse(22, "Invalid Method", { status: 404 });
  },
};

function answerProduct(asked: Asked, desk: Desk): Said {
  const bad = badTopParameters(asked, desk, rules("product_id"));
  if (bad) return bad;
  const id = asked.parameters["product_id"] ?? "";
  const listing = desk.find(id);
  const failure = unreadable(id, listing, false);
  const { fields } = asked.parameters;
  return (
    failure ?? success({ result: listing === null ? {} : askedFields(sha1Payload(listing, id, desk.accessLevel), fields) })
  );
}

function answerBatch(asked: Asked, desk: Desk): Said {
  const bad = badTopParameters(asked, desk, rules("product_ids"));
  if (bad) return bad;
  const ids = (asked.parameters["product_ids"] ?? "").split(",");
  if (ids.length > MAX_BATCH_IDS) return refuse(41, "Invalid Arguments: product_ids", { subCode: "isv.invalid-parameter" });
  const products = ids.flatMap((id) => {
    const listing = desk.find(id);
    if (listing === null || unreadable(id, listing, false)) return [];
    return [askedFields(sha1Payload(listing, id, desk.accessLevel), asked.parameters["fields"])];
  });
  return success({ result: { products } });
}
