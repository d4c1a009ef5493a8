import { stat } from "node:fs/promises";
import { Fault } from "../../model/fault.ts";

/**
 * Nothing is kept in a folder that another user of this machine owns: who owns it reads the tokens in it and forges the count of calls.
 * One that is not there yet is made as ours. Windows keeps owners elsewhere. @throws Fault `misconfigured`
 */
export async function refuseForeign(folder: string, ownUser: number | undefined = process.getuid?.()): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null || ownUser === undefined || found.uid === ownUser) return;
  throw new Fault({
    kind: "misconfigured",
    message: `The state folder ${folder} belongs to another user (${found.uid}, and this process runs as ${ownUser}).`,
    next: "Set SOURCING_STATE_DIR to a folder of your own, or run the server as the user who owns it.",
  });
}
