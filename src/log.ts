export type LogLevel = "debug" | "info" | "warn" | "silent";

/** One event of the log. `event` is a fixed word; everything variable is in the fields. */
export type Log = (level: Exclude<LogLevel, "silent">, event: string, fields?: Readonly<Record<string, unknown>>) => void;

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, silent: 3 };

/** JSON lines from `threshold` upwards, each passed through `redact` before it is written. */
export function createLog(
  threshold: LogLevel,
  write: (line: string) => void,
  redact: (text: string) => string,
  now: () => number,
): Log {
  return (level, event, fields = {}) => {
    if (RANK[level] < RANK[threshold]) return;
    write(`${redact(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields }))}\n`);
  };
}
