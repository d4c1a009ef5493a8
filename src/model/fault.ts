import type { GatewayId } from "./marketplace.ts";

/** What went wrong, as a closed set: the only thing that retry, reauthorise, limit and explain switch on. */
export const FAULT_KINDS = [
  "rate_limited",
  "unavailable",
  "unauthorised",
  "login_needed",
  "signature_rejected",
  "misconfigured",
  "not_permitted",
  "not_found",
  "off_shelf",
  "not_sold_there",
  "quota_exhausted",
  "suspended",
  "bad_request",
  "bad_answer",
  "not_configured",
  "not_in_sandbox",
  "bad_reference",
  "bad_input",
  "timed_out",
  "cancelled",
  "internal",
] as const;

/**
 * What went wrong, as a closed set: the only thing that retry, reauthorise, limit and explain switch on, and what a program may.
 * @example
 * const kind: FaultKind = "not_found";
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

const CODE = /^[\w.:-]{1,64}$/;

/** A platform's code as it may stand in a sentence: of a closed alphabet and length, else null. */
export const closedCode = (code: string | null): string | null => (code !== null && CODE.test(code) ? code : null);

/** A gateway's reading of an answer that is not a success. Holds no text of a seller and no secret. */
export interface FaultReading {
  readonly kind: FaultKind;
  /** The platform's own code ("gw.QosAppFrequencyLimit"), null where the answer has none. */
  readonly code: string | null;
  /** The platform's message, for the log and, redacted, for the person who mends it. */
  readonly message: string;
  /** How long the platform says to wait. */
  readonly retryAfterMs?: number;
  /** What to do about it where the dialect knows more than the kind says. */
  readonly next?: string;
}

export interface FaultDetails {
  readonly kind: FaultKind;
  readonly message: string;
  readonly gateway?: GatewayId | null | undefined;
  /** The platform's own code. */
  readonly code?: string | null | undefined;
  readonly retryAfterMs?: number | null | undefined;
  /** What the person or the agent should do next; `tools/wording/explain.ts` has a sentence for each kind where it is absent. */
  readonly next?: string | null | undefined;
  /** We ourselves let nothing leave, for a reason that another try within the same question does not mend. */
  readonly refused?: boolean;
  readonly cause?: unknown;
}

/**
 * The one error this project throws on purpose. `message` is our own words: no secret and no seller's text.
 * @example
 * const kindOf = (error: unknown) => (error instanceof Fault ? error.kind : null);
 * kindOf(new Fault({ kind: "bad_input", message: "quantity is 0: write a number above zero." })); // => "bad_input"
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly kind: FaultKind;
  readonly gateway: GatewayId | null;
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  readonly next: string | null;
  readonly refused: boolean;

  constructor(details: FaultDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = details.kind;
    this.gateway = details.gateway ?? null;
    this.code = details.code ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.next = details.next ?? null;
    this.refused = details.refused ?? false;
  }
}

/** Whether it is a fault, and of one of these kinds where any are named. */
export const isFault = (error: unknown, ...kinds: readonly FaultKind[]): error is Fault =>
  error instanceof Fault && (kinds.length === 0 || kinds.includes(error.kind));

/** The platform has nothing to sell there: an answer, and nothing that anybody has to mend. */
export const ABSENCE: readonly FaultKind[] = ["not_found", "off_shelf", "not_sold_there"];

/** Any error as a fault; a bug's own text stays in the cause. */
export const asFault = (error: unknown, message = "The server failed on this call for a reason of its own"): Fault =>
  isFault(error) ? error : new Fault({ kind: "internal", message, cause: error });

/** The same fault but for these details. It is the cause of the new one where none is named. */
export const faultWith = (fault: Fault, changes: Partial<FaultDetails>): Fault =>
  // An error's own message is no enumerable property.
  new Fault({ cause: fault, ...fault, message: fault.message, ...changes });

/** The code of an error of the operating system or of a package ("ENOENT"); empty for any other error. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Says enough of an error, and no path of this machine. */
export const codeOrName = (error: unknown): string => codeOf(error) || (error instanceof Error ? error.name : "unknown");
