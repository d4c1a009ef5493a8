import fc from "fast-check";
import { expect, it } from "vitest";
import { SIGNATURE_SCHEMES, sign } from "../../src/signing/sign.ts";

const scheme = fc.constantFrom(...SIGNATURE_SCHEMES);
const value = fc.string({ unit: "binary", minLength: 1 });
const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z_][\w.]{0,12}$/), value), {
  selector: ([name]) => name,
  minLength: 1,
});

it("does not depend on the order in which parameters were written", () => {
  fc.assert(
    fc.property(scheme, pairs, fc.string(), fc.infiniteStream(fc.nat()), (name, entries, secret, order) => {
      const shuffled = entries
        .map((entry) => ({ entry, key: order.next().value as number }))
        .sort((one, other) => one.key - other.key)
        .map(({ entry }) => entry);
      const one = sign(name, { path: "p", params: Object.fromEntries(entries) }, secret);
      const other = sign(name, { path: "p", params: Object.fromEntries(shuffled) }, secret);
      expect(other).toEqual(one);
    }),
  );
});

it("never edits the parameters", () => {
  fc.assert(
    fc.property(scheme, pairs, (name, entries) => {
      const params = Object.freeze(Object.fromEntries(entries));
      const before = JSON.stringify(params);
      sign(name, { path: "p", params }, "secret");
      expect(JSON.stringify(params)).toBe(before);
    }),
  );
});

it("changes with any one character of a value, of a name, of the path's schemes and of the secret", () => {
  fc.assert(
    fc.property(scheme, fc.stringMatching(/^[a-z]{1,20}$/), fc.nat(), (name, text, at) => {
      const index = at % text.length;
      const changed = `${text.slice(0, index)}${text[index] === "z" ? "a" : "z"}${text.slice(index + 1)}`;
      const original = sign(name, { path: "p", params: { q: text } }, "secret").signature;
      expect(sign(name, { path: "p", params: { q: changed } }, "secret").signature).not.toBe(original);
      expect(sign(name, { path: "p", params: { [`q${text}`]: text } }, "secret").signature).not.toBe(original);
      expect(sign(name, { path: "p", params: { q: text } }, `secret${text}`).signature).not.toBe(original);
    }),
  );
});

it("writes upper-case hex of the digest's length", () => {
  const lengths = { sha1: 40, sha256: 64, md5: 32 };
  fc.assert(
    fc.property(scheme, pairs, (name, entries) => {
      const digest = name.endsWith("md5") ? "md5" : name.endsWith("sha1") ? "sha1" : "sha256";
      const { signature } = sign(name, { params: Object.fromEntries(entries) }, "secret");
      expect(signature).toMatch(new RegExp(`^[0-9A-F]{${lengths[digest]}}$`));
    }),
  );
});
