import { createHash } from "node:crypto";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { type Answered, fetched, joined } from "./ask.ts";

type Parameters = Readonly<Record<string, string>>;

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text, "utf8").digest("hex").toUpperCase();
export const chinaTime = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
/** A cutting board. */
export const BOARD = "828973116450";

/** Asks one of the two older dialects of 1688, signed as it publishes. */
export function askOlder1688(of: Sandbox, algorithm: "sha1" | "md5", api: string, parameters: Parameters): Promise<Answered> {
  const { appKey, appSecret, accessToken } = of.credentials("1688");
  const sent = {
    app_key: appKey,
    access_token: accessToken,
    timestamp: chinaTime(Date.now()),
    format: "json",
    v: "1.0",
    sign_method: algorithm,
    fields:
      "product_id,title,subject,main_image,pic_urls,pic_url,price,rprice,amount,on_sale,sale_info,price_range,min_order_quantity," +
      "wholesale_rules,supply_capacity,sku_infos,supplier_info,certifications,transaction_history,delivery_template,oa_info",
    ...parameters,
  };
  const query = new URLSearchParams({ ...sent, sign: hash(algorithm, appSecret + joined(sent) + appSecret) });
  return fetched(`${of.origin(`1688-${algorithm}`)}/openapi/param2/1/com.alibaba.product/${api}?${query}`);
}
