import { isFault } from "../model/fault.ts";
import type { Secret } from "../model/secret.ts";
import type { Caller, Layer } from "./send.ts";

/** Where the access token comes from. */
export interface TokenSource {
  /** The token to stamp with now; null where there is none, or none is needed. */
  current(): Secret | null;
  /** Sees to a usable token before the call queues for its lease. @throws Fault `login_needed`, `not_configured` */
  ready(caller: Caller): Promise<void>;
  /** The gateway refused this token: sees to another one. @throws Fault where there is none to be had. */
  renew(refused: Secret | null, caller: Caller): Promise<void>;
}

/** Fetches the token first; where the gateway refuses it, renews it once and asks once more. Then the refusal stands. */
export const reauthorise =
  (tokens: TokenSource): Layer =>
  (next) =>
  async (call, caller) => {
    await tokens.ready(caller);
    let used: Secret | null = null;
    const watch = {
      ...caller.watch,
      stamped: (token: Secret | null) => {
        used = token;
      },
    };
    try {
      return await next(call, { ...caller, watch });
    } catch (error) {
      if (!isFault(error, "unauthorised")) throw error;
      await tokens.renew(used, caller);
      return next(call, caller);
    }
  };
