import type { Redis } from "ioredis";

// A call has 45 s in all; a store that takes longer than this is as good as away.
const ANSWER_MS = 1_000;
const LONGEST_RECONNECT_MS = 2_000;

/** One connection to Redis or Valkey, opened with the first command. Fails fast while the server is away. */
export interface RedisConnection {
  /** Runs a script on the server. @throws the connection's or the script's error */
  evaluate(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  close(): void;
}

/** @param url redis:, rediss:, valkey: or valkeys: */
export function createRedisConnection(url: string): RedisConnection {
  let opening: Promise<Redis> | null = null;
  let client: Redis | null = null;

  const open = async (): Promise<Redis> => {
    // By way of the default: in a bundle, a CommonJS package that is imported late has no other name.
    const { default: ioredis } = await import("ioredis");
    client = new ioredis.Redis(url.replace(/^valkey/, "redis"), {
      lazyConnect: true,
      connectTimeout: ANSWER_MS,
      commandTimeout: ANSWER_MS,
      // A command that waits for a server to come back, or is sent a second time, would take leases for nobody.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 100, LONGEST_RECONNECT_MS),
    });
    // Each command fails by itself and says why; without a listener the event would end the process.
    client.on("error", () => undefined);
    // What fails here fails again, with a reason, in the command that follows.
    await client.connect().catch(() => undefined);
    return client;
  };

  return {
    async evaluate(script, keys, values) {
      opening ??= open();
      const redis = await opening;
      return redis.eval(script, keys.length, ...keys, ...values);
    },
    close() {
      client?.disconnect();
    },
  };
}
