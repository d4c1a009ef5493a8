import { cutJson, parseCut } from "../model/json.ts";
import { Secret } from "../model/secret.ts";
import type { HttpRequest, Reply } from "../model/wire.ts";
import { spellings, withoutSecrets } from "./redact.ts";

// Tokens renewed in the life of a process, and then some: the settings' own are never forgotten.
const MOST_LEARNT = 100;
const SIGNATURE = /[?&"\s]?\b(?:sign|_aop_signature|signature)"?\s{0,2}[=:]\s{0,2}"?([^&"\s]{8,200})/g;
// A letter or a digit as JSON's "\u0041"; marks are often written so, letters only to hide them.
const NUMBERED_LETTER = /\\u00(?:3\d|[46][1-9a-f]|[57][0-9a])/i;

/** What must not be shown: the settings' secrets, and those that are learnt while the process runs. */
export interface KnownSecrets {
  all(): readonly Secret[];
  learn(secret: Secret | null): void;
  /** The text, or any JSON value in all its texts and names, without them; the same value where none is in it. */
  without<T>(value: T): T;
}

export function createKnownSecrets(
  settings: readonly Secret[],
  alsoLearns: (secret: Secret) => void = () => undefined,
): KnownSecrets {
  const learnt = new Map<string, Secret>();
  const all = (): readonly Secret[] => [...settings, ...learnt.values()];
  return {
    all,
    learn(secret) {
      if (secret === null) return;
      alsoLearns(secret);
      const value = secret.reveal();
      learnt.delete(value);
      learnt.set(value, secret);
      const [oldest] = learnt.keys();
      if (learnt.size > MOST_LEARNT && oldest !== undefined) learnt.delete(oldest);
    },
    without(value) {
      const secrets = all();
      // Looked for in one text first: hardly an answer has one, and most are long.
      const text = JSON.stringify(value) ?? "";
      return isIn(text, secrets, "all") ? withoutEach(value, secrets) : value;
    },
  };
}

/** An answer of a gateway that repeats the secrets or the signature of its own request, without them. */
export function withoutReflection(reply: Reply, request: HttpRequest, secrets: readonly Secret[]): Reply {
  const all = [...secrets, ...signaturesIn(request)];
  // Letters may stand in JSON by their numbers; then it is the read value that shows them.
  const isSpelledOut = NUMBERED_LETTER.test(reply.text);
  const isThere = isIn(reply.text, all, "plain");
  if (!isThere && !isSpelledOut) return reply;
  const text = withoutSecrets(reply.text, all);
  const body = reply.body === undefined ? undefined : withoutEach(isThere ? read(text, reply.body) : reply.body, all);
  return { ...reply, text, body };
}

const isIn = (text: string, secrets: readonly Secret[], which: "plain" | "all"): boolean =>
  secrets.some((secret) => spellings(secret)[which].some((spelling) => text.includes(spelling)));

function read(text: string, otherwise: unknown): unknown {
  try {
    return parseCut(cutJson(text));
  } catch {
    return otherwise;
  }
}

function signaturesIn({ url, body }: HttpRequest): readonly Secret[] {
  return [...`${url} ${body ?? ""}`.matchAll(SIGNATURE)].map(([, value = ""]) => new Secret(decoded(value)));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function withoutEach<T>(value: T, secrets: readonly Secret[]): T {
  const clean = (one: unknown): unknown => {
    if (typeof one === "string") return withoutSecrets(one, secrets);
    if (typeof one !== "object" || one === null) return one;
    if (Array.isArray(one)) return keepSame(one, one.map(clean));
    const entries = Object.entries(one);
    const cleaned = entries.map(([name, inner]) => [withoutSecrets(name, secrets), clean(inner)] as const);
    const isSame = cleaned.every(([name, inner], index) => name === entries[index]?.[0] && inner === entries[index]?.[1]);
    return isSame ? one : Object.fromEntries(cleaned);
  };
  return clean(value) as T;
}

const keepSame = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((one, index) => one === before[index]) ? before : after;
