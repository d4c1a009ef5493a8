import { spawn } from "node:child_process";

/** Asks the desktop to show a page. Says nothing where there is none: the address is printed too. */
export function openBrowser(address: string, platform: NodeJS.Platform = process.platform): void {
  const [command, args] = openingCommand(address, platform);
  const child = spawn(command, [...args], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

/** Without a shell in between, so that nothing in the address is more than an address. */
export function openingCommand(address: string, platform: NodeJS.Platform): readonly [string, readonly string[]] {
  if (platform === "darwin") return ["open", [address]];
  if (platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", address]];
  return ["xdg-open", [address]];
}
