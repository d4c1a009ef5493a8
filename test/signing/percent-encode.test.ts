import { expect, it } from "vitest";
import { percentEncode } from "../../src/signing/percent-encode.ts";

it("leaves only the unreserved characters of RFC 3986", () => {
  expect(percentEncode("AZaz09-._~")).toBe("AZaz09-._~");
  expect(percentEncode("!'()*")).toBe("%21%27%28%29%2A");
  expect(percentEncode(':/?#[]@$&+,;=% "<>\\^`{|}')).toBe(
    "%3A%2F%3F%23%5B%5D%40%24%26%2B%2C%3B%3D%25%20%22%3C%3E%5C%5E%60%7B%7C%7D",
  );
});

it("encodes text as UTF-8", () => {
  expect(percentEncode("硅ñح")).toBe("%E7%A1%85%C3%B1%D8%AD");
});

it("does not fail on half a surrogate pair", () => {
  expect(percentEncode("a\ud800")).toBe("a%EF%BF%BD");
});
