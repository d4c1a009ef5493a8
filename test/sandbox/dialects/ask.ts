import { createHmac } from "node:crypto";
import type { Sandbox } from "../../../src/sandbox/server.ts";

/** An answer as it came, with its text: JSON.parse would lose digits. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read foreign payloads of many shapes.
  readonly body: any;
}

type Parameters = Readonly<Record<string, string>>;

const hmac = (algorithm: string, secret: string, text: string) =>
  createHmac(algorithm, secret).update(text, "utf8").digest("hex").toUpperCase();

export const joined = (parameters: Parameters) =>
  Object.keys(parameters)
    .filter((name) => parameters[name] !== "")
    .sort()
    .map((name) => name + parameters[name])
    .join("");

export async function fetched(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  return { status: response.status, text, body: text === "" ? null : JSON.parse(text) };
}

export const form = (parameters: Parameters): RequestInit => ({ method: "POST", body: new URLSearchParams(parameters) });

/** A call to 1688-open, signed by hand as its documentation tells. `change` edits what would be sent. */
export function ask1688(
  sandbox: Sandbox,
  api: string,
  parameters: Parameters,
  change: (sent: Parameters) => Parameters = (sent) => sent,
): Promise<Answered> {
  const { appKey, appSecret, accessToken } = sandbox.credentials("1688");
  const path = `param2/1/${api}/${appKey}`;
  const sent = { access_token: accessToken, _aop_timestamp: `${Date.now()}`, ...parameters };
  const signature = hmac("sha1", appSecret, path + joined(sent));
  return fetched(`${sandbox.origin("1688-open")}/openapi/${path}`, form(change({ ...sent, _aop_signature: signature })));
}

export const CROSSBORDER = "com.alibaba.fenxiao.crossborder/product.search.queryProductDetail";

export const crossborder = (sandbox: Sandbox, id: string, language = "en") =>
  ask1688(sandbox, CROSSBORDER, { offerDetailParam: `{"offerId":${id},"country":"${language}"}` });

export const product1688 = (sandbox: Sandbox, id: string) =>
  ask1688(sandbox, "com.alibaba.product/alibaba.product.get", { productID: id, webSite: "1688" });

/** A business method of aliexpress-iop at `/sync`. */
export function askAliexpress(
  sandbox: Sandbox,
  method: string,
  parameters: Parameters,
  change: (sent: Parameters) => Parameters = (sent) => sent,
): Promise<Answered> {
  const { appKey, appSecret, accessToken } = sandbox.credentials("aliexpress");
  const sent = {
    app_key: appKey,
    timestamp: `${Date.now()}`,
    sign_method: "sha256",
    access_token: accessToken,
    method,
    ...parameters,
  };
  const sign = hmac("sha256", appSecret, joined(sent));
  return fetched(`${sandbox.origin("aliexpress-iop")}/sync`, form(change({ ...sent, sign })));
}

export const productAliexpress = (sandbox: Sandbox, id: string, country = "US", currency = "USD", language = "en") =>
  askAliexpress(sandbox, "aliexpress.ds.product.get", {
    product_id: id,
    ship_to_country: country,
    target_currency: currency,
    target_language: language,
  });

/** A path API of alibaba-iop; the signed path leaves `/rest` out. */
export function askAlibaba(
  sandbox: Sandbox,
  path: string,
  parameters: Parameters,
  change: (sent: Parameters) => Parameters = (sent) => sent,
): Promise<Answered> {
  const { appKey, appSecret, accessToken } = sandbox.credentials("alibaba");
  const sent = { app_key: appKey, timestamp: `${Date.now()}`, sign_method: "sha256", access_token: accessToken, ...parameters };
  const sign = hmac("sha256", appSecret, path + joined(sent));
  return fetched(`${sandbox.origin("alibaba-iop")}/rest${path}?${new URLSearchParams(change({ ...sent, sign }))}`);
}

export const productAlibaba = (sandbox: Sandbox, id: string, language = "en") =>
  askAlibaba(sandbox, "/eco/buyer/product/description", {
    query_req: `{"product_id":${id},"country":"US","ship_to_country":"US","language":"${language}","currency":"USD"}`,
  });

/** A token call of an IOP dialect: signed over its path, without an access token. */
export function askIopToken(
  sandbox: Sandbox,
  gateway: "aliexpress-iop" | "alibaba-iop",
  call: "create" | "refresh",
  parameters: Parameters,
): Promise<Answered> {
  const { appKey, appSecret } = sandbox.credentials(gateway === "alibaba-iop" ? "alibaba" : "aliexpress");
  const sent = { app_key: appKey, timestamp: `${Date.now()}`, sign_method: "sha256", ...parameters };
  const sign = hmac("sha256", appSecret, `/auth/token/${call}${joined(sent)}`);
  return fetched(`${sandbox.origin(gateway)}/rest/auth/token/${call}`, form({ ...sent, sign }));
}
