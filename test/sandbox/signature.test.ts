import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectedSignature, type SignatureScheme, without } from "../../src/sandbox/signature.ts";

// Examples printed by the platforms' own documentation.
describe("signatures the platforms print", () => {
  it("1688: HMAC-SHA1 over the path and the sorted pairs", () => {
    const signature = expectedSignature("aop-hmac-sha1", "param2/1/system/currentTime/1000000", { b: "2", a: "1" }, "test123");
    expect(signature).toBe("33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88");
  });

  it("IOP: HMAC-SHA256 over the path without /rest and the sorted pairs", () => {
    const parameters = {
      access_token: "test",
      app_key: "123456",
      order_id: "1234",
      sign_method: "sha256",
      timestamp: "1517820392000",
    };
    expect(expectedSignature("iop-hmac-sha256", "/order/get", parameters, "helloworld")).toBe(
      "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A",
    );
  });
});

it("leaves out empty parameters", () => {
  const bare = expectedSignature("wrapped-md5", "", { a: "1" }, "secret");
  expect(expectedSignature("wrapped-md5", "", { a: "1", b: "" }, "secret")).toBe(bare);
});

it("never signs the signature itself", () => {
  expect(without({ a: "1", sign: "x" }, "sign")).toEqual({ a: "1" });
});

interface Case {
  readonly scheme: SignatureScheme;
  readonly name: string;
  readonly secret: string;
  readonly path?: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: string;
}

const published = new URL("../../../shared/vectors/signing.json", import.meta.url);

describe.skipIf(!existsSync(published))("published cases of every scheme", () => {
  const cases = existsSync(published) ? (JSON.parse(readFileSync(published, "utf8")) as readonly Case[]) : [];
  it.each(cases.map((one) => [`${one.scheme}: ${one.name}`, one] as const))(
    "%s",
    (_name, { scheme, path, params, secret, signature }) => {
      expect(expectedSignature(scheme, path ?? "", params, secret)).toBe(signature);
    },
  );
});
