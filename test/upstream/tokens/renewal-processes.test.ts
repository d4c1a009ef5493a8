import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { systemSlotTime } from "../../../src/upstream/quota/files/slot-time.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { systemTime } from "../../../src/upstream/time.ts";
import { createFileTokenStore } from "../../../src/upstream/tokens/file-token-store.ts";
import { createTokenManager } from "../../../src/upstream/tokens/renewal.ts";
import { bundle, removeBundle } from "../../support/bundle.ts";
import { temporaryFolder } from "../../support/folder.ts";

const FILE = "aliexpress-iop-a1b2.json";

it("goes on with the renewed token after a restart, until the settings name another", async () => {
  const folder = temporaryFolder();
  const time = { ...systemTime, ...systemSlotTime };
  const start = async (access: string) => {
    const manager = createTokenManager({
      gateway: "aliexpress-iop",
      grant: "refresh_token",
      refreshEarlyMs: null,
      access: new Secret(access),
      refresh: new Secret("refresh-0"),
      store: createFileTokenStore(
        { folder, gateway: "aliexpress-iop", account: "a1b2", leaseMs: 60_000, seal: createSeal(null), log: () => undefined },
        time,
      ),
      time,
      log: () => undefined,
      ask: async () => ({ accessToken: "renewed", refreshToken: null, expiresAtMs: null, refreshExpiresAtMs: null }),
    });
    const asked = { signal: new AbortController().signal, deadline: () => time.elapsed() + 45_000, urgency: "single" } as const;
    await manager.ready(asked);
    return { token: () => manager.current()?.reveal(), renew: () => manager.renew(new Secret(access), asked) };
  };
  const first = await start("pasted");
  expect(first.token()).toBe("pasted");
  await first.renew();
  expect((await start("pasted")).token()).toBe("renewed");
  expect((await start("pasted anew")).token()).toBe("pasted anew");
});

describe("processes that renew at once", () => {
  let program: string;
  beforeAll(async () => {
    program = await bundle("test/upstream/tokens/renew-once.ts");
    return () => removeBundle(program);
  });

  const start = async (folder: string, url: string, leaseMs: number) => {
    const child = spawn(process.execPath, [program, folder, url, String(leaseMs)], { stdio: ["pipe", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("ready");
    return { child, renew: () => child.stdin.write("go\n"), token: async () => (await lines.next()).value };
  };

  it("make one token call between them, and both go on with its token", async () => {
    const folder = temporaryFolder();
    const gateway = await tokenServer({ answers: async () => new Promise((resolve) => setTimeout(resolve, 300)) });
    const processes = await Promise.all([1, 2, 3].map(() => start(folder, gateway.url, 30_000)));
    for (const { renew } of processes) renew();
    expect(await Promise.all(processes.map(({ token }) => token()))).toEqual(["access-1", "access-1", "access-1"]);
    expect(gateway.spent).toEqual(["refresh-0"]);
  });

  it("are freed by the end of its lease from one that was killed in its token call", async () => {
    const folder = temporaryFolder();
    const gateway = await tokenServer({ answers: (count) => (count === 1 ? new Promise(() => undefined) : Promise.resolve()) });
    const killed = await start(folder, gateway.url, 4_000);
    killed.renew();
    await gateway.asked(1);
    const next = await start(folder, gateway.url, 4_000);
    next.renew();
    // While the first one may still be at it, nobody else asks.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(gateway.spent).toEqual(["refresh-0"]);
    await kill(killed.child);
    expect(await next.token()).toBe("access-1");
    expect(gateway.spent).toEqual(["refresh-0", "refresh-0"]);
    expect(readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile())).toEqual([FILE]);
  });
});

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Rotates: each refresh token buys one pair. `answers` may keep an answer back; then its token is not spent. */
async function tokenServer({ answers }: { readonly answers: (count: number) => Promise<unknown> }) {
  const spent: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let serial = 0;
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join("");
    spent.push(text);
    for (const { count, resolve } of waiting) if (spent.length >= count) resolve();
    await answers(spent.length);
    const good = text === `refresh-${serial}`;
    if (good) serial += 1;
    response.writeHead(good ? 200 : 400).end(JSON.stringify({ access: `access-${serial}`, refresh: `refresh-${serial}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    spent,
    asked: (count: number) =>
      new Promise<void>((resolve) => (spent.length >= count ? resolve() : waiting.push({ count, resolve }))),
  };
}
