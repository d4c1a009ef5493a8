import type { Time } from "../time.ts";
import type { Token } from "./token.ts";

/** Where one app's token outlives a process. */
export interface TokenStore {
  load(): Promise<Token | null>;
  save(token: Token): Promise<void>;
  /** Runs the work while nobody else who shares the store runs theirs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Extends a lease three times in its length for as long as its holder is at work: it may wait for its quota far longer than its call
 * takes, and the lease of one that was killed is to be over soon.
 */
export function holdOn(
  extend: () => boolean | Promise<boolean>,
  leaseMs: number,
  time: Pick<Time, "sleep">,
  done: AbortSignal,
): void {
  const again = async (): Promise<void> => {
    for (;;) {
      await time.sleep(leaseMs / 3, done);
      if (!(await extend())) return;
    }
  };
  // Ended by its signal; where the store fails, the lease ends by itself.
  again().catch(() => undefined);
}

/** A store that lives and ends with the process. */
export function createMemoryTokenStore(): TokenStore {
  let stored: Token | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    load: async () => stored,
    save: async (token) => {
      stored = token;
    },
    exclusively: (work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
