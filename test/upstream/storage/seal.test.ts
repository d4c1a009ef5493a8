import { createDecipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";

const KEY = Buffer.alloc(32, 7);
const ours = createSeal(new Secret(KEY.toString("base64")));
const theirs = createSeal(new Secret(Buffer.alloc(32, 8).toString("base64")));
const plain = createSeal(null);
const PRICE = { role: "cache", name: "ab.price" } as const;
const TEXT = '{"unit_price":"4.20","title":"保温杯"}';

describe("with a key", () => {
  it("opens what it closed, and shows nothing of it", () => {
    const kept = ours.close(TEXT, PRICE);
    expect(kept).toMatch(/^sealed-1\.[0-9a-f]{8}\.[A-Za-z0-9+/=]+$/);
    expect(Buffer.from(kept.split(".")[2] ?? "", "base64").toString("latin1")).not.toContain("4.20");
    expect(ours.open(kept, PRICE)).toEqual({ text: TEXT });
  });

  it("is AES-256-GCM: nonce, text and tag, which Node's own cipher opens", () => {
    const [, keyId = "", base64 = ""] = ours.close(TEXT, PRICE).split(".");
    const sealed = Buffer.from(base64, "base64");
    const cipher = createDecipheriv("aes-256-gcm", KEY, sealed.subarray(0, 12));
    cipher.setAAD(Buffer.from(`[1,"${keyId}","cache","ab.price"]`));
    cipher.setAuthTag(sealed.subarray(-16));
    expect(cipher.update(sealed.subarray(12, -16), undefined, "utf8") + cipher.final("utf8")).toBe(TEXT);
  });

  it("never closes the same text in the same way", () => {
    const kept = new Set(Array.from({ length: 50 }, () => ours.close(TEXT, PRICE)));
    expect(kept.size).toBe(50);
  });

  it("does not open what was closed for another name or another role", () => {
    const kept = ours.close(TEXT, PRICE);
    expect(ours.open(kept, { role: "cache", name: "cd.price" })).toEqual({ unreadable: "altered" });
    expect(ours.open(kept, { role: "token", name: "ab.price" })).toEqual({ unreadable: "altered" });
  });

  it("does not open what was altered, in whichever byte", () => {
    const kept = ours.close("short", PRICE);
    const [mark, keyId, base64 = ""] = kept.split(".");
    const sealed = Buffer.from(base64, "base64");
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(ours.open(`${mark}.${keyId}.${altered.toString("base64")}`, PRICE)).toEqual({ unreadable: "altered" });
    }
    for (let length = 0; length < sealed.length; length += 1) {
      const cut = `${mark}.${keyId}.${sealed.subarray(0, length).toString("base64")}`;
      expect(ours.open(cut, PRICE)).toEqual({ unreadable: "altered" });
    }
  });

  it("tells another key and a text without one from its own", () => {
    expect(ours.open(theirs.close(TEXT, PRICE), PRICE)).toEqual({ unreadable: "other_key" });
    expect(ours.open(TEXT, PRICE)).toEqual({ unreadable: "not_sealed" });
  });
});

describe("without a key", () => {
  it("keeps texts as they are", () => {
    expect(plain.close(TEXT, PRICE)).toBe(TEXT);
    expect(plain.open(TEXT, PRICE)).toEqual({ text: TEXT });
  });

  it("says that a key is missing where one was used", () => {
    expect(plain.open(ours.close(TEXT, PRICE), PRICE)).toEqual({ unreadable: "no_key" });
  });
});
