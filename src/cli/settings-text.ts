/** A value in a text of JSON, and where it stands. */
export interface Place {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** An object's members in their order; null for any other value. */
  readonly members: readonly Member[] | null;
  /** An object's last member has a comma behind it. */
  readonly endsInComma: boolean;
}
interface Member {
  readonly name: string;
  readonly place: Place;
}

/** Comments and a comma behind the last member are what some clients read and others refuse. */
export interface Reading {
  readonly comments: boolean;
}

const BLANK = /\s*/y;
const BLANK_OR_COMMENT = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
const DEEPEST = 200;

/** Reads a settings file's text; null where it is not JSON of that reading. */
export function readSettings(text: string, { comments }: Reading): Place | null {
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ""] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  const skip = () => take(comments ? BLANK_OR_COMMENT : BLANK);
  const takeOnly = (mark: string): boolean => {
    if (text[at] !== mark) return false;
    at += 1;
    return true;
  };
  /** What stands between two brackets; whether a comma stands before the second. */
  const list = (close: string, item: () => void): boolean => {
    at += 1;
    skip();
    let endsInComma = false;
    while (!takeOnly(close)) {
      item();
      skip();
      endsInComma = takeOnly(",");
      skip();
      if (text[at] === close ? endsInComma && !comments : !endsInComma) throw new SyntaxError("no member where one has to be");
    }
    return endsInComma;
  };
  const read = (depth: number): Place => {
    const start = at;
    if (depth > DEEPEST) throw new SyntaxError("too deep");
    if (text[at] === "{") {
      const members: Member[] = [];
      const endsInComma = list("}", () => {
        const name: unknown = JSON.parse(take(SCALAR));
        if (typeof name !== "string") throw new SyntaxError("no name");
        skip();
        if (!takeOnly(":")) throw new SyntaxError("no colon");
        skip();
        members.push({ name, place: read(depth + 1) });
      });
      const value = Object.fromEntries(members.map((member) => [member.name, member.place.value]));
      return { value, start, end: at, members, endsInComma };
    }
    if (text[at] === "[") {
      const values: unknown[] = [];
      const endsInComma = list("]", () => void values.push(read(depth + 1).value));
      return { value: values, start, end: at, members: null, endsInComma };
    }
    return { value: JSON.parse(take(SCALAR)), start, end: at, members: null, endsInComma: false };
  };
  try {
    skip();
    const place = read(0);
    skip();
    return at === text.length ? place : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The member of that name which counts: where a name stands twice, readers take the last. */
export const memberOf = (place: Place | null, name: string): Place | null =>
  place?.members?.findLast((member) => member.name === name)?.place ?? null;

/**
 * The text with a value at a path of names, and every other character as it was. The objects on the way are made where they are
 * absent; what stands on it and is no object gives way.
 */
export function withValue(text: string, path: readonly string[], value: unknown, reading: Reading): string {
  let object = readSettings(text, reading);
  for (const [depth, name] of path.entries()) {
    if (object?.members == null) throw new SyntaxError("the text is not an object");
    const rest = path.slice(depth + 1);
    const place = memberOf(object, name);
    if (place === null) return inserted(text, object, name, nested(rest, value));
    if (rest.length === 0 || place.members === null) return replaced(text, place, nested(rest, value));
    object = place;
  }
  return text;
}

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight((inner: unknown, name) => ({ [name]: inner }), value);

function replaced(text: string, place: Place, value: unknown): string {
  if (JSON.stringify(place.value) === JSON.stringify(value)) return text;
  return `${text.slice(0, place.start)}${written(text, value, indentAt(text, place.start))}${text.slice(place.end)}`;
}

function inserted(text: string, { start, end, members, endsInComma }: Place, name: string, value: unknown): string {
  const newLine = lineEnd(text);
  const last = members?.at(-1)?.place;
  const outer = indentAt(text, start);
  const own = last !== undefined && text.slice(start, last.start).includes("\n") ? indentAt(text, last.start) : null;
  const indent = own ?? outer + step(text);
  const close = end - 1;
  const content = text.slice(0, close).trimEnd();
  const upToLast = last === undefined ? content : content.slice(0, last.end);
  const comma = last === undefined || endsInComma ? "" : ",";
  const gap = text.slice(content.length, close);
  const before = `${upToLast}${comma}${content.slice(upToLast.length)}${newLine}${indent}`;
  const after = gap.includes("\n") ? gap : `${newLine}${outer}`;
  return `${before}${JSON.stringify(name)}: ${written(text, value, indent)}${after}${text.slice(close)}`;
}

const written = (text: string, value: unknown, indent: string): string =>
  JSON.stringify(value, null, step(text)).replaceAll("\n", `${lineEnd(text)}${indent}`);

const lineEnd = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
const step = (text: string): string => /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))?.[0] ?? "";
