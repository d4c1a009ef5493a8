import { isFault } from "../model/fault.ts";
import type { Secret } from "../model/secret.ts";
import type { Layer } from "./send.ts";
import type { TokenManager } from "./tokens/renewal.ts";

/** Fetches the token first; where the gateway refuses it, renews it once and asks once more. Then the refusal stands. */
export const reauthorise =
  (tokens: Pick<TokenManager, "ready" | "renew">): Layer =>
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
