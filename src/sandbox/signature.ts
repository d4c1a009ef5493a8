import { createHash, createHmac } from "node:crypto";

/** The seven schemes the platforms publish. */
export type SignatureScheme =
  | "aop-hmac-sha1"
  | "iop-hmac-sha256"
  | "wrapped-hmac-sha256"
  | "wrapped-sha1"
  | "wrapped-md5"
  | "query-md5"
  | "query-sha256";

type Parameters = Readonly<Record<string, string>>;

/** The signature the platform would have computed: upper-case hex. `path` counts for the aop and iop schemes alone. */
export function expectedSignature(scheme: SignatureScheme, path: string, parameters: Parameters, secret: string): string {
  const pairs = Object.entries(parameters)
    .filter(([, value]) => value !== "")
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  const joined = pairs.map(([name, value]) => name + value).join("");
  const hmac = (algorithm: string, text: string) =>
    createHmac(algorithm, secret).update(text, "utf8").digest("hex").toUpperCase();
  const hash = (algorithm: string, text: string) => createHash(algorithm).update(text, "utf8").digest("hex").toUpperCase();
  switch (scheme) {
    case "aop-hmac-sha1":
      return hmac("sha1", path + joined);
    case "iop-hmac-sha256":
      return hmac("sha256", path + joined);
    case "wrapped-hmac-sha256":
      return hmac("sha256", secret + joined + secret);
    case "wrapped-sha1":
      return hash("sha1", secret + joined + secret);
    case "wrapped-md5":
      return hash("md5", secret + joined + secret);
    case "query-md5":
      return hash("md5", `${pairs.map(([name, value]) => `${name}=${value}`).join("&")}&app_secret=${secret}`);
    case "query-sha256":
      return hash("sha256", secret + pairs.map(([name, value]) => `${name}=${percentEncode(value)}`).join("&") + secret);
  }
}

/** The parameters without those named: a signature never signs itself. */
export const without = (parameters: Parameters, ...names: readonly string[]): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name)));

/** RFC 3986 on UTF-8 bytes: all but the unreserved characters. */
const percentEncode = (value: string): string =>
  [...Buffer.from(value, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
