import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandEntry, removeBundle } from "../../support/bundle.ts";
import { startCommand } from "../../support/command.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { freePort } from "../../support/redis.ts";

const BROWSER = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
// A browser that asks its maker for updates, or lingers over a page, tells nothing of ours.
const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const OFFLINE = ["--disable-background-networking", "--disable-component-update", "--dump-dom"];

let entry = "";
beforeAll(async () => {
  entry = await commandEntry();
});
afterAll(() => removeBundle(entry));

// CI installs the browser; a machine without one leaves this out.
it.skipIf(BROWSER === undefined && !process.env["CI"])(
  "a person's browser lands on a plain page that says it worked",
  async () => {
    const port = await freePort();
    const login = startCommand(entry, ["login", "1688", "--no-open"], {
      SOURCING_MODE: "sandbox",
      SOURCING_LOGIN_REDIRECT: `http://127.0.0.1:${port}/callback`,
      SOURCING_STATE_DIR: temporaryFolder(),
    });
    const [address = ""] = await login.says(/http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize\S+/);
    const profile = `--user-data-dir=${temporaryFolder()}`;
    const { stdout: page } = await promisify(execFile)(BROWSER ?? "chromium", [...QUIET, ...OFFLINE, profile, address], {
      timeout: 60_000,
    });
    const { code, stdout } = await login.ended();
    expect(page).toContain("<h1>Logged in</h1>");
    expect(page).not.toMatch(/code=|access|secret/i);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/sandbox-1688-(?:access|refresh|secret)/);
  },
  90_000,
);
