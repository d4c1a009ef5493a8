import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import type { Log } from "../../log.ts";
import { asFault, codeOrName, Fault } from "../../model/fault.ts";
import { summaryInWords } from "../cache-in-words.ts";
import { openLastingState, tokenFolder } from "../open-state.ts";
import type { Check } from "./check.ts";

/** The state folder or the store in its place, and the cache in it. */
export async function checkState(config: Config, log: Log): Promise<readonly Check[]> {
  const state = await openLastingState(config, log).catch((error: unknown) => asFault(error));
  if (state instanceof Fault)
    return [{ area: "state", state: "bad", message: `${state.message} ${state.next ?? ""}`.replace(/[\s.]+$/, "") }];
  const place = config.redisUrl === null ? [await checkFolder(config.stateDir), ...(await checkModes(config))] : [];
  try {
    const store = state.redis === null ? [] : [await checkRedis(config, state.redis)];
    const cache = await state.cacheStore.summary().then(
      (summary): Check => ({
        area: "cache",
        state: "good",
        message: summaryInWords(summary),
        figures: { entries: summary.entries, bytes: summary.bytes, oldest_ms: summary.oldestMs },
      }),
      (error): Check => ({ area: "cache", state: "bad", message: `The cache cannot be read (${codeOrName(error)})` }),
    );
    return [...place, ...store, checkKey(config), cache];
  } finally {
    await state.close();
  }
}

async function checkFolder(folder: string): Promise<Check> {
  const probe = join(folder, `.doctor-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(probe, "", { flag: "wx", mode: 0o600 });
    await rm(probe);
    return { area: "state", state: "good", message: `The state folder ${folder} can be written` };
  } catch (error) {
    const message = `The state folder ${folder} cannot be written (${codeOrName(error)}): quota, cache and tokens end with the process. Make it writable or set SOURCING_STATE_DIR`;
    return { area: "state", state: "bad", message };
  }
}

/** What others on this machine may see. Windows keeps that elsewhere than in the mode. */
async function checkModes(config: Config): Promise<readonly Check[]> {
  if (process.platform === "win32") return [];
  const tokens = tokenFolder(config);
  const files = await readdir(tokens).catch(() => []);
  const checks = await Promise.all([
    openTo(config.stateDir, "note"),
    openTo(tokens, "bad"),
    ...files.map((file) => openTo(join(tokens, file), "bad")),
  ]);
  return checks.filter((check) => check !== null);
}

async function openTo(path: string, state: Check["state"]): Promise<Check | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || (found.mode & 0o077) === 0) return null;
  const [is, wanted] = [found.mode & 0o777, found.isDirectory() ? 0o700 : 0o600].map((mode) => mode.toString(8));
  return { area: "state", state, message: `${path} has mode ${is}, which lets others in: chmod ${wanted} keeps them out` };
}

async function checkRedis(
  config: Config,
  redis: { evaluate: (script: string, keys: string[], values: string[]) => Promise<unknown> },
): Promise<Check> {
  // The user and the password stay out of it.
  const { host } = new URL(config.redisUrl?.reveal() ?? "redis://unknown");
  const startMs = performance.now();
  try {
    await redis.evaluate('return redis.call("PING")', [], []);
    const latencyMs = Math.round(performance.now() - startMs);
    return {
      area: "state",
      state: "good",
      message: `Redis at ${host} answers in ${latencyMs} ms`,
      figures: { latency_ms: latencyMs },
    };
  } catch (error) {
    const message = `Redis at ${host} does not answer (${codeOrName(error)}): look at SOURCING_REDIS_URL and at the server`;
    return { area: "state", state: "bad", message };
  }
}

const checkKey = ({ stateKey }: Config): Check =>
  stateKey === null
    ? { area: "state", state: "note", message: "Tokens and cached answers are kept unencrypted: SOURCING_STATE_KEY is not set" }
    : { area: "state", state: "good", message: "Tokens and cached answers are encrypted with SOURCING_STATE_KEY" };
