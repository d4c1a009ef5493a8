import { expect, it } from "vitest";
import { openingCommand } from "../../../src/cli/login/open-browser.ts";

it("opens a browser without a shell in between", () => {
  const address = "https://auth.1688.com/oauth/authorize?client_id=1&state=a&b=$(id)";
  for (const platform of ["darwin", "win32", "linux"] as const) {
    const [command, args] = openingCommand(address, platform);
    expect(command).not.toMatch(/sh|cmd|powershell/);
    expect(args.at(-1)).toBe(address);
  }
});
