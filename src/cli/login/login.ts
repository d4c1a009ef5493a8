import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { type Login, openLogin } from "../../app/open-login.ts";
import { type Config, credentialVariables } from "../../config/config.ts";
import { Fault } from "../../model/fault.ts";
import { MARKETPLACE_FACTS, MARKETPLACES, type Marketplace } from "../../model/marketplace.ts";
import { FAILED, MISUSED } from "../exit-codes.ts";
import { printFailure } from "../failure.ts";
import { goodConfig } from "../good-config.ts";
import { print, printError } from "../print.ts";
import { isOnThisMachine, readLoginAnswer } from "./login-answer.ts";
import { late, receiveLogin, refused } from "./login-page.ts";
import { openBrowser } from "./open-browser.ts";

// Long enough to find a password, short enough that no page waits for ever.
const PATIENCE_MS = 5 * 60_000;
const USAGE = `Usage: sourcing-mcp login <${MARKETPLACES.join("|")}> [--no-open]`;

/** Has a person agree on the platform's page, and stores the tokens. Exit code 0: stored, 1: not, 2: not understood. */
export async function login(args: readonly string[]): Promise<number> {
  const [name, ...flags] = args.filter((argument) => argument !== "--no-open");
  const marketplace = MARKETPLACES.find((known) => known === name);
  if (marketplace === undefined || flags.length > 0) {
    printError(USAGE);
    return MISUSED;
  }
  try {
    await agree(goodConfig(), marketplace, !args.includes("--no-open"));
    return 0;
  } catch (error) {
    printFailure("login", error);
    return FAILED;
  }
}

async function agree(config: Config, marketplace: Marketplace, opens: boolean): Promise<void> {
  const opened = await openLogin(config, marketplace, () => undefined);
  try {
    if (config.mode === "sandbox") print(sandboxWarning(marketplace));
    const redirect = new URL(config.loginRedirect);
    const state = randomBytes(24).toString("base64url");
    const address = opened.authoriseUrl(state);
    const show = (then: string): void => {
      print(`Open this page in a browser and agree there, as the owner of the account:\n\n  ${address}\n\n${then}`);
      if (opens) openBrowser(address);
    };
    if (isOnThisMachine(redirect)) {
      const onListening = () => show(`Waiting on ${redirect.href} for the answer, ${PATIENCE_MS / 60_000} minutes at most.`);
      await receiveLogin({ redirect, state, timeoutMs: PATIENCE_MS, onListening, trade: opened.trade });
    } else {
      show(`The app sends the browser on to ${redirect.href}, which is not on this machine. Copy the whole address of the page where
it arrives, paste it here and press Enter:`);
      await opened.trade(await pastedCode(redirect, state));
    }
    printSuccess(opened, config);
  } finally {
    await opened.close();
  }
}

function sandboxWarning(marketplace: Marketplace): string {
  const [key = "", secret = ""] = credentialVariables(marketplace);
  return `Sandbox: this logs in to the sandbox's invented ${MARKETPLACE_FACTS[marketplace].name}, not to the platform. For the platform set ${key} and ${secret} first.\n`;
}

/** The code in the first line that is the answer to this login. @throws Fault */
async function pastedCode(redirect: URL, state: string): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  let tooLate = false;
  const timer = setTimeout(() => {
    tooLate = true;
    lines.close();
  }, PATIENCE_MS);
  try {
    for await (const line of lines) {
      const text = line.trim();
      if (text === "") continue;
      const answered = URL.canParse(text) ? readLoginAnswer(new URL(text), redirect, state) : ({ stray: "address" } as const);
      if ("code" in answered) return answered.code;
      if ("refused" in answered) throw refused(answered.refused);
      printError(`That is not the answer to this login (${STRAY[answered.stray]}). Paste the whole address:`);
    }
  } finally {
    clearTimeout(timer);
    lines.close();
  }
  throw tooLate
    ? late(PATIENCE_MS)
    : new Fault({ kind: "cancelled", message: "The input ended before an address was pasted." });
}

const STRAY = {
  address: "it does not begin with the registered redirect",
  state: "its state is that of another login",
  code: "there is no code in it",
} as const;

function printSuccess({ gateway, keptIn }: Login, config: Config): void {
  print(`Logged in at ${gateway}. The tokens are stored in: ${keptIn}.`);
  if (config.mode === "sandbox") return;
  print(
    "Servers use them from their next call on. One whose own settings name other tokens goes by its settings: leave those out there.",
  );
}
