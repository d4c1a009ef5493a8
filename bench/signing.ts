import { createHash, createHmac } from "node:crypto";
import { SIGNATURE_SCHEMES, type SignatureScheme, sign } from "../src/signing/sign.ts";
import { medianNanoseconds } from "./measure/median.ts";

// Targets: times the bare digest of the same string. query-sha256 encodes every name and value as well.
const MOST_TIMES = 3;
const MOST_TIMES_ENCODED = 8;
const SECRET = "8f3b1c5d7e9a0b2c4d6f8a1b3c5d7e9f";
const PATH = "param2/1/com.alibaba.fenxiao/alibaba.fenxiao.productInfo.get/8123456";

// As a product call sends them: short tokens and ids, and a few texts that a query has to encode.
const TEXTS: Readonly<Record<number, string>> = {
  3: '{"productId":1005009010820091,"quantity":"500"}',
  8: "2026-11-21 08:30:00",
  13: "不锈钢保温杯 (500ml)",
};
const PARAMS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [
    `parameter_${String.fromCharCode(97 + ((index * 7) % 20))}`,
    TEXTS[index] ?? `value-${index * 7_919}-${"x".repeat(index)}`,
  ]),
);

const hash = (algorithm: string) => (text: string) => createHash(algorithm).update(text, "utf8").digest("hex");
const hmac = (algorithm: string) => (text: string) => createHmac(algorithm, SECRET).update(text, "utf8").digest("hex");
const DIGESTS: Readonly<Record<SignatureScheme, (text: string) => string>> = {
  "aop-hmac-sha1": hmac("sha1"),
  "iop-hmac-sha256": hmac("sha256"),
  "wrapped-hmac-sha256": hmac("sha256"),
  "wrapped-sha1": hash("sha1"),
  "wrapped-md5": hash("md5"),
  "query-md5": hash("md5"),
  "query-sha256": hash("sha256"),
};

/** Signatures a second, one core, beside Node's digest of the string that was signed. */
export async function run(): Promise<void> {
  console.log("| scheme | signatures a second | bare digests a second | times the digest | at most |\n|---|---|---|---|---|");
  for (const scheme of SIGNATURE_SCHEMES) {
    const request = { path: PATH, params: PARAMS };
    const { stringToSign } = sign(scheme, request, SECRET);
    const digest = DIGESTS[scheme];
    const [ours, floor] = medianNanoseconds([() => sign(scheme, request, SECRET).signature, () => digest(stringToSign)]);
    const most = scheme === "query-sha256" ? MOST_TIMES_ENCODED : MOST_TIMES;
    const times = ours / floor;
    const verdict = times <= most ? "" : " (missed)";
    console.log(`| ${scheme} | ${aSecond(ours)} | ${aSecond(floor)} | ${times.toFixed(2)}${verdict} | ${most} |`);
  }
}

const aSecond = (nanoseconds: number): string => Math.round(1e9 / nanoseconds).toLocaleString("en");
