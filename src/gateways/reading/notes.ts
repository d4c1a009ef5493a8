import type { Warning } from "../../model/product.ts";
import { quotedFigures } from "../../normalize/text/quoted-figures.ts";

const SHOWN_LENGTH = 40;

/** What a reader of one payload has to say beside the product: warnings, and fields that stood there but could not be read. */
export interface Notes {
  readonly warnings: readonly Warning[];
  readonly unreadable: ReadonlySet<string>;
  /** A warning is kept once, however often it is given. */
  warn(code: string, message: string): void;
  add(warnings: readonly Warning[]): void;
  markUnreadable(field: string): void;
  /** Reads a value; one that is there and gives null makes `field` unreadable, and the first such is told with its figures. */
  read<Value, Result>(field: string, value: Value, reader: (value: NonNullable<Value>) => Result | null): Result | null;
}

export function startNotes(): Notes {
  const warnings: Warning[] = [];
  const unreadable = new Set<string>();
  const warn = (code: string, message: string): void => {
    if (!warnings.some((known) => known.code === code && known.message === message)) warnings.push({ code, message });
  };
  return {
    warnings,
    unreadable,
    warn,
    markUnreadable: (field) => {
      unreadable.add(field);
    },
    add: (more) => {
      for (const { code, message } of more) warn(code, message);
    },
    read: (field, value, reader) => {
      if (value === null || value === undefined || value === "") return null;
      const result = reader(value);
      if (result !== null) return result;
      if (!unreadable.has(field)) warn("unreadable", `${field} cannot be read from ${shown(value)}.`);
      unreadable.add(field);
      return null;
    },
  };
}

const shown = (value: unknown): string => `"${quotedFigures(typeof value === "object" ? "" : String(value), SHOWN_LENGTH)}"`;
