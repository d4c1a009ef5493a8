import { z } from "zod";
import { FAULT_KINDS, type Fault, type FaultKind } from "../../model/fault.ts";
import { likelyElsewhere, type ProductRef } from "../../model/product-ref.ts";
import { type Block, block, foldedSentence, inline, type Line, line, packed, quotesTied, sentence, untied } from "./writers.ts";

/** A fault as the agent reads it: what failed, whether trying again helps, what to do next. */
export const explainedFault = z.strictObject({
  code: z.enum(FAULT_KINDS),
  message: z.string(),
  retryable: z.boolean(),
  retry_after_seconds: z.number().nullable(),
  next: z.string(),
});
export type ExplainedFault = z.infer<typeof explainedFault>;

const ADVICE: Readonly<Record<FaultKind, { readonly retryable: boolean; readonly next: string }>> = {
  rate_limited: { retryable: true, next: "Wait as long as said, then ask again; ask for fewer products at once." },
  unavailable: { retryable: true, next: "Ask again in a minute." },
  unauthorised: { retryable: false, next: "The access token was refused. Renew the marketplace's token in the settings." },
  login_needed: { retryable: false, next: "A person must authorise the app again and put the new tokens in the settings." },
  signature_rejected: { retryable: false, next: "Check the app secret in the settings and this machine's clock." },
  misconfigured: { retryable: false, next: "Correct the setting named, then restart the server." },
  not_permitted: { retryable: false, next: "Ask the platform to grant the app this permission, or use another listing." },
  not_found: { retryable: false, next: "Check the reference against the product page's address, or drop the product." },
  off_shelf: { retryable: false, next: "The listing is no longer sold: look for another." },
  not_sold_there: { retryable: false, next: "Choose another listing, or another `country` or `destination`." },
  quota_exhausted: { retryable: true, next: "No call is possible before the reset: ask again then." },
  suspended: { retryable: true, next: "The platform has closed the app until the time said. Cached products still answer." },
  bad_request: { retryable: false, next: "The platform refused the question. Check the reference and the settings." },
  bad_answer: { retryable: false, next: "The platform's answer could not be read. Use another listing and report this one." },
  not_configured: { retryable: false, next: "Set the variables named, then restart the server." },
  not_in_sandbox: {
    retryable: false,
    next: "To read real products set credentials (README: Going live), or give what you know of this one as an offer.",
  },
  bad_reference: { retryable: false, next: "Write the reference as shown." },
  bad_input: { retryable: false, next: "Correct the field named and call again." },
  timed_out: { retryable: true, next: "Ask again, with fewer products: what is already fetched is cached." },
  cancelled: { retryable: true, next: "Ask again if the answer is still wanted." },
  internal: { retryable: false, next: "This is a defect of the server. Report it with the question asked." },
};

export function explainFault(fault: Fault): ExplainedFault {
  const advice = ADVICE[fault.kind];
  return {
    code: fault.kind,
    // The code follows in brackets in the text channel.
    message: fault.message.replace(/\.$/, ""),
    retryable: advice.retryable,
    retry_after_seconds: fault.retryAfterMs === null ? null : Math.ceil(fault.retryAfterMs / 1000),
    next: fault.next ?? advice.next,
  };
}

/** The same for one product, where a reference to the wrong marketplace is worth a word. */
export function explainProductFault(fault: Fault, ref: ProductRef): ExplainedFault {
  const explained = explainFault(fault);
  const elsewhere = fault.kind === "not_found" ? likelyElsewhere(ref) : null;
  return elsewhere === null ? explained : { ...explained, next: `${elsewhere} ${explained.next}` };
}

/** One line for the text channel. */
export function faultSentence(explained: ExplainedFault): Line {
  const wait = explained.retry_after_seconds === null ? line`` : line` in ${explained.retry_after_seconds} s`;
  const again = explained.retryable ? line`Trying again${wait} can help.` : line`Trying again does not help.`;
  return line`${sentence(explained.message)} (${inline(explained.code.replaceAll("_", " "))}). ${again} ${sentence(explained.next)}`;
}

/** The same in as many lines as it takes, broken between sentences only: who looks for one finds it whole. */
export function faultBlock(explained: ExplainedFault): Block {
  // What failed, its kind and whether to try again stay together.
  const said = quotesTied(faultSentence(explained)).split(/(?<=[.:;]) (?=[A-Z`](?!rying again))/);
  return block(packed(said).map((text) => foldedSentence(sentence(untied(text)))));
}
