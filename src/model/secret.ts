import { inspect } from "node:util";

const REDACTED = "[redacted]";

/** Characters. Every occurrence of a secret is struck out of the log: one of a letter would strike out that letter everywhere. */
export const MIN_SECRET_LENGTH = 8;

/** A value that prints as `[redacted]` in every way Node prints. `reveal()` is the one way out. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
