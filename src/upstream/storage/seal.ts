import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Secret } from "../../model/secret.ts";

const CIPHER = "aes-256-gcm";
// NIST SP 800-38D: 96 random bits stay safe for 2^32 texts under one key, and a tag of 128 bits is the full length.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed-1\.([0-9a-f]{8})\.([A-Za-z0-9+/]+={0,2})$/;
const SEALED_MARK = "sealed-1.";

/** What a text is and what it is called. It is sealed in, so that one entry cannot stand in for another. */
export interface Place {
  readonly role: "cache" | "token" | "decision";
  readonly name: string;
}

export type Unsealed = { readonly text: string } | { readonly unreadable: "not_sealed" | "no_key" | "other_key" | "altered" };

/** How texts are written down: encrypted where there is a key, else as they are. */
export interface Seal {
  close(text: string, place: Place): string;
  /** Never throws: what does not open says why. With a key, a text that was written without one does not open. */
  open(kept: string, place: Place): Unsealed;
}

/** @param stateKey 32 bytes, base64; null: texts are kept plain */
export function createSeal(stateKey: Secret | null): Seal {
  if (stateKey === null) {
    return {
      close: (text) => text,
      open: (kept) => (kept.startsWith(SEALED_MARK) ? { unreadable: "no_key" } : { text: kept }),
    };
  }
  const key = Buffer.from(stateKey.reveal(), "base64");
  const keyId = createHmac("sha256", key).update("key id").digest("hex").slice(0, 8);
  return {
    close(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(place, keyId));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${SEALED_MARK}${keyId}.${sealed.toString("base64")}`;
    },
    open(kept, place) {
      if (!kept.startsWith(SEALED_MARK)) return { unreadable: "not_sealed" };
      const [, id, base64 = ""] = SEALED.exec(kept) ?? [];
      if (id !== undefined && id !== keyId) return { unreadable: "other_key" };
      const sealed = Buffer.from(base64, "base64");
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return { unreadable: "altered" };
      try {
        const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(boundTo(place, keyId))
          .setAuthTag(sealed.subarray(-TAG_BYTES));
        const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
        return { text: Buffer.concat([text, decipher.final()]).toString("utf8") };
      } catch {
        return { unreadable: "altered" };
      }
    },
  };
}

const boundTo = ({ role, name }: Place, keyId: string): Buffer => Buffer.from(JSON.stringify([1, keyId, role, name]), "utf8");
