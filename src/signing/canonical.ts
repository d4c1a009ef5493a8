import { percentEncode } from "./percent-encode.ts";

/** What may stand as a parameter's value. Null, undefined and the empty text are neither signed nor sent. */
export type ParameterValue = string | number | boolean | null | undefined;
export type Parameters = Readonly<Record<string, ParameterValue>>;

// Up to here inserting each name in its place beats the engine's sort, which serves every kind of list.
const FEW_NAMES = 32;

/** `k1v1k2v2`, raw. */
export function concatenated(params: Parameters): string {
  let text = "";
  for (const name of signedNames(params)) text += name + params[name];
  return text;
}

/** `k1=v1&k2=v2`, raw values. */
export function rawQuery(params: Parameters): string {
  let text = "";
  for (const name of signedNames(params)) text += `${text === "" ? "" : "&"}${name}=${params[name]}`;
  return text;
}

/** `k1=v1&k2=v2`, names and values encoded: the text of a query or a form, and what alibaba-global signs. */
export function encodedQuery(params: Parameters): string {
  let text = "";
  for (const name of signedNames(params)) {
    text += `${text === "" ? "" : "&"}${percentEncode(name)}=${percentEncode(String(params[name]))}`;
  }
  return text;
}

/** The names of the parameters that count, sorted by their code units: what is signed, and in this order sent. */
export function signedNames(params: Parameters): readonly string[] {
  const names: string[] = [];
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (value !== null && value !== undefined && value !== "") names.push(name);
  }
  return names.length > FEW_NAMES ? names.sort() : insertionSorted(names);
}

function insertionSorted(names: string[]): readonly string[] {
  for (let next = 1; next < names.length; next += 1) {
    const name = names[next] as string;
    let place = next;
    while (place > 0 && (names[place - 1] as string) > name) {
      names[place] = names[place - 1] as string;
      place -= 1;
    }
    names[place] = name;
  }
  return names;
}
