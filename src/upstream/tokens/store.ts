import type { Token } from "./token.ts";

/** Where one app's token outlives a process. */
export interface TokenStore {
  load(): Promise<Token | null>;
  save(token: Token): Promise<void>;
  /** Runs the work while nobody else who shares the store runs theirs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
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
