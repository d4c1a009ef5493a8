import { expect, it } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { plainLine, redact } from "../../src/upstream/redact.ts";

it.each([
  [
    "https://gw/x?app_key=1&access_token=abc&_aop_signature=DEF&id=2",
    "https://gw/x?app_key=1&access_token=[redacted]&_aop_signature=[redacted]&id=2",
  ],
  ["https://gw/x?sign=ABC", "https://gw/x?sign=[redacted]"],
  [
    "grant_type=refresh_token&refresh_token=abc&client_secret=def",
    "grant_type=refresh_token&refresh_token=[redacted]&client_secret=[redacted]",
  ],
  ['{"access_token":"abc","expires_in":"36000"}', '{"access_token":"[redacted]","expires_in":"36000"}'],
  ['{"said":"{\\"refresh_token\\": \\"abc\\"}"}', '{"said":"{\\"refresh_token\\": \\"[redacted]\\"}"}'],
  ["Authorization: Bearer abc.def-1", "Authorization: Bearer [redacted]"],
  ["redis://user:pass@host:6379", "redis://[redacted]@host:6379"],
  ["sign_method=sha256&v=1.0", "sign_method=sha256&v=1.0"],
  ["the designer's sign is fine", "the designer's sign is fine"],
])("redacts %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});

it("takes out the known secrets wherever they stand, plain and percent-encoded", () => {
  const secrets = [new Secret("s+/=1abc"), new Secret("")];
  expect(redact("key s+/=1abc and s%2B%2F%3D1abc", secrets)).toBe("key [redacted] and [redacted]");
});

it("leaves the words of a line alone where a stand-in's secret is one of their letters", () => {
  expect(redact("the server answered, access_token=e", [new Secret("e")])).toBe("the server answered, access_token=[redacted]");
});

it("makes one plain line of a platform's message", () => {
  expect(plainLine("bad\u0000 \u202esign\u200b\r\n\tagain\u{E0041}  商品")).toBe("bad sign again 商品");
  expect(plainLine("x".repeat(300))).toBe(`${"x".repeat(200)}…`);
});

it("reads a hostile text in one pass", () => {
  for (const piece of ['"', "\\", '\\"', "sign=", "://", '"sign":"', "Bearer "]) {
    expect(redact(piece.repeat(50_000)).length).toBeGreaterThan(0);
  }
});
