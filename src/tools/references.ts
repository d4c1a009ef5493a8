import type { Fetched, Want } from "../market/market.ts";
import type { Fault } from "../model/fault.ts";
import { asFault } from "../model/fault.ts";
import { formatRef, type ProductRef, parseProductRef } from "../model/product-ref.ts";
import type { ToolContext } from "./tool.ts";

const MAX_SHOWN = 80;

/** One product asked for: what came of it, under the name the answer gives it. */
export type Outcome =
  | { readonly label: string; readonly ref: ProductRef; readonly fetched: Exclude<Fetched, { fault: Fault }> }
  /** `ref` is null where the reference itself could not be read; the label is then what was written. */
  | { readonly label: string; readonly ref: ProductRef | null; readonly fault: Fault };

/** Outcomes in the order of the references, the same one twice once. What could not be read costs no call. */
export async function fetchEach(written: readonly string[], want: Want, context: ToolContext): Promise<readonly Outcome[]> {
  const references = readReferences(written);
  const readable = references.flatMap(({ ref }) => (ref === null ? [] : [ref]));
  const fetched = readable.length === 0 ? [] : await fetchAll(readable, want, context);
  const byLabel = new Map(fetched.map((outcome) => [formatRef(outcome.ref), outcome]));
  return references.map((reference): Outcome => {
    if (reference.ref === null) return reference;
    const { label, ref } = reference;
    const outcome = byLabel.get(label);
    if (!outcome) return { label, ref, fault: asFault(new Error(`no outcome for ${label}`)) };
    return "fault" in outcome ? { label, ref, fault: outcome.fault } : { label, ref, fetched: outcome };
  });
}

type ReadReference =
  | { readonly label: string; readonly ref: ProductRef }
  | { readonly label: string; readonly ref: null; readonly fault: Fault };

function readReferences(written: readonly string[]): readonly ReadReference[] {
  const byLabel = new Map(written.map(readReference).map((reference) => [reference.label, reference]));
  return [...byLabel.values()];
}

function readReference(written: string): ReadReference {
  try {
    const ref = parseProductRef(written);
    return { label: formatRef(ref), ref };
  } catch (error) {
    return { label: written.slice(0, MAX_SHOWN), ref: null, fault: asFault(error) };
  }
}

async function fetchAll(refs: readonly ProductRef[], want: Want, context: ToolContext): Promise<readonly Fetched[]> {
  const market = await context.market();
  return market.many(refs, want, { signal: context.signal, onSettled: (ref) => context.onSettled(ref) });
}
