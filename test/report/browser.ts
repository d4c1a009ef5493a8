import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** CI installs a browser; a machine without one leaves its tests out. */
export const BROWSER = PLACES.find((path) => existsSync(path)) ?? null;

// A browser that asks its maker for updates, or lingers over a page, tells nothing of ours.
const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
// A sandboxed frame stays in its page's process: what it does is then seen from the page's tab.
const ONE_PROCESS = "--disable-features=IsolateSandboxedIframes";
const OFFLINE = [
  ONE_PROCESS,
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  // A container's shared memory is small.
  "--disable-dev-shm-usage",
  "--hide-scrollbars",
];

type Params = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** What a page did that a page which stands by itself does not do. */
export interface Misdeeds {
  /** Addresses that it asked for, but for its own. */
  readonly requests: string[];
  /** The console's errors and warnings, refusals by its own policy among them. */
  readonly said: string[];
}

/** A tab of a real browser, driven by the DevTools protocol over a pipe: no port, no package. */
export interface Tab {
  readonly misdeeds: Misdeeds;
  /** Opens a file or any address, and waits until it stands. */
  open(address: string): Promise<void>;
  /** An expression in the page; promises are waited for. */
  evaluate<Value>(expression: string): Promise<Value>;
  ask(method: string, params?: Params): Promise<Params>;
}

export interface Browser {
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "sourcing-browser-"));
  const child = spawn(BROWSER ?? "chromium", [...QUIET, ...OFFLINE, `--user-data-dir=${profile}`, "--remote-debugging-pipe"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const wire = wireOf(child);
  return {
    async tab() {
      const { targetId } = await wire.ask("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await wire.ask("Target.attachToTarget", { targetId, flatten: true });
      return tabOf(wire, String(sessionId));
    },
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await wire.ask("Browser.close", {}).catch(() => undefined);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      child.kill("SIGKILL");
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Wire {
  ask(method: string, params: Params, sessionId?: string): Promise<Params>;
  listen(take: (message: Message) => void): void;
}

/** Messages are JSON, each ended by a zero byte; what is written goes to the child's third stream and comes from its fourth. */
function wireOf(child: ChildProcess): Wire {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(result: Params): void; reject(error: Error): void }>();
  const takers = new Set<(message: Message) => void>();
  let lastId = 0;
  let rest = "";
  output.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const asker = waiting.get(message.id ?? -1);
      if (asker === undefined) for (const take of takers) take(message);
      else if (message.error) asker.reject(new Error(message.error.message));
      else asker.resolve(message.result ?? {});
      waiting.delete(message.id ?? -1);
    }
  });
  const gone = (): void => {
    for (const { reject } of waiting.values()) reject(new Error("the browser has gone"));
  };
  input.on("error", gone);
  child.once("exit", gone);
  return {
    ask: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        input.write(`${JSON.stringify({ id: lastId, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
    listen: (take) => void takers.add(take),
  };
}

async function tabOf(wire: Wire, sessionId: string): Promise<Tab> {
  const misdeeds: Misdeeds = { requests: [], said: [] };
  const ask: Tab["ask"] = (method, params = {}) => wire.ask(method, params, sessionId);
  let address = "about:blank";
  const loaded = new Set<() => void>();
  wire.listen(({ method, params = {}, sessionId: from }) => {
    if (from !== sessionId) return;
    if (method === "Page.loadEventFired") for (const take of loaded) take();
    if (method === "Network.requestWillBeSent") {
      const { url } = params["request"] as { url: string };
      if (url !== address && !url.startsWith("data:") && url !== "about:srcdoc") misdeeds.requests.push(url);
    }
    if (method === "Runtime.exceptionThrown" || method === "Runtime.consoleAPICalled")
      misdeeds.said.push(JSON.stringify(params));
    if (method === "Log.entryAdded") {
      const { level, text } = params["entry"] as { level: string; text: string };
      if (level !== "info" && level !== "verbose") misdeeds.said.push(text);
    }
  });
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await ask(`${domain}.enable`);
  return {
    misdeeds,
    ask,
    async open(target) {
      address = target;
      const done = new Promise<void>((resolve) => {
        const take = (): void => {
          loaded.delete(take);
          resolve();
        };
        loaded.add(take);
      });
      await ask("Page.navigate", { url: target });
      await done;
    },
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = await ask("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: Value }).value;
    },
  };
}
