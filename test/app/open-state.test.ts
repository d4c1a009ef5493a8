import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openLastingState } from "../../src/app/open-state.ts";
import { readConfig } from "../../src/config/config.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import { temporaryFolder } from "../support/folder.ts";

const open = (settings: Record<string, string>) => openLastingState(readConfig(settings), () => undefined);
const runAs = (user: number) => vi.spyOn(process, "getuid").mockReturnValue(user);

afterEach(() => vi.restoreAllMocks());

describe.skipIf(process.getuid === undefined)("a state folder", () => {
  const own = process.getuid?.() ?? 0;

  it("of another user is refused by name, with both users and what to do", async () => {
    const folder = temporaryFolder();
    runAs(own + 1);
    await expect(open({ SOURCING_STATE_DIR: folder })).rejects.toMatchObject({
      kind: "misconfigured",
      message: `The state folder ${folder} belongs to another user (${own}, and this process runs as ${own + 1}).`,
      next: expect.stringContaining("SOURCING_STATE_DIR"),
    });
  });

  it("of one's own is used, and so is one that is not there yet", async () => {
    const folder = join(temporaryFolder(), "state");
    await (await open({ SOURCING_STATE_DIR: folder })).close();
    mkdirSync(folder);
    await (await open({ SOURCING_STATE_DIR: folder })).close();
  });

  it("is not looked at where Redis keeps the state", async () => {
    const folder = temporaryFolder();
    runAs(own + 1);
    await (await open({ SOURCING_STATE_DIR: folder, SOURCING_REDIS_URL: "redis://127.0.0.1:1" })).close();
  });
});

describe.each(Object.keys(GATEWAYS) as GatewayId[])("the lock of a token of %s", (id) => {
  // Whoever is killed in a renewal holds the others up for its own call, and for nothing of a product call.
  it("lasts as long as one token call can: to connect, a second of air, its answer, and the slot's own 51 ms", async () => {
    const folder = temporaryFolder();
    const state = await open({ SOURCING_STATE_DIR: folder });
    const held = await state.tokenStore(id, "100").exclusively(async () => {
      const [lock = ""] = readdirSync(join(folder, "tokens")).filter((name) => name.endsWith(".lease"));
      const [slot = ""] = readdirSync(join(folder, "tokens", lock)).filter((name) => name.startsWith("0."));
      return Number(slot.split(".")[3]);
    });
    await state.close();
    const { connectMs, tokenAnswerMs } = gatewayOf(id).timeouts;
    expect(held).toBeGreaterThanOrEqual(connectMs + 1_000 + tokenAnswerMs);
    expect(held).toBeLessThanOrEqual(connectMs + 1_000 + tokenAnswerMs + 60);
  });
});
