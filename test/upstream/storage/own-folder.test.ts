import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openLastingState } from "../../../src/app/open-state.ts";
import { readConfig } from "../../../src/config/config.ts";
import { temporaryFolder } from "../../support/folder.ts";

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
