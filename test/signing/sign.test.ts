import { describe, expect, it } from "vitest";
import { canonicalParameters, type SignatureScheme, sign } from "../../src/signing/sign.ts";
import cases from "../fixtures/signing.json" with { type: "json" };

const SECRET = "secret";

describe("each published case, stage by stage", () => {
  for (const { name, scheme, request, secret, stages } of cases) {
    it(`${scheme}: ${name}`, () => {
      const { params } = request;
      const known = scheme as SignatureScheme;
      expect(canonicalParameters(known, params as Record<string, string>)).toBe(stages.canonical);
      const signed = sign(known, { path: request.path, params: params as Record<string, string> }, secret);
      expect(signed.stringToSign).toBe(stages.stringToSign);
      expect(signed.signature).toBe(stages.signature);
    });
  }
});

describe("what is signed", () => {
  it("leaves out null, undefined and empty parameters", () => {
    const params = { b: "2", empty: "", nothing: null, absent: undefined, a: "1" };
    expect(sign("aop-hmac-sha1", { path: "p/", params }, SECRET).stringToSign).toBe("p/a1b2");
  });

  it("spells booleans as true and false and keeps a zero", () => {
    const params = { yes: true, no: false, count: 0 };
    expect(sign("aop-hmac-sha1", { params }, SECRET).stringToSign).toBe("count0nofalseyestrue");
  });

  it("sorts by code unit, so that upper case comes before the underscore and the underscore before lower case", () => {
    const params = { a: "1", _: "2", B: "3", "10": "4", "9": "5", ä: "6" };
    expect(sign("iop-hmac-sha256", { path: "", params }, SECRET).stringToSign).toBe("104" + "95" + "B3" + "_2" + "a1" + "ä6");
  });

  it("sorts many parameters as it sorts few", () => {
    const names = Array.from({ length: 60 }, (_, index) => `p${String((index * 37) % 60).padStart(2, "0")}`);
    const params = Object.fromEntries(names.map((name) => [name, name.slice(1)]));
    const inOrder = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, "0"));
    expect(sign("aop-hmac-sha1", { params }, SECRET).stringToSign).toBe(
      inOrder.map((digits) => `p${digits}${digits}`).join(""),
    );
  });

  it("signs the raw value in every scheme but query-sha256", () => {
    const params = { q: "a b&c" };
    expect(sign("query-md5", { params }, SECRET).stringToSign).toBe("q=a b&c&app_secret=secret");
    expect(sign("wrapped-sha1", { params }, SECRET).stringToSign).toBe("secretqa b&csecret");
    expect(sign("query-sha256", { params }, SECRET).stringToSign).toBe("secretq=a%20b%26csecret");
  });
});
