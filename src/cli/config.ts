import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CLIENTS, type ClientName, clientFile, mergedEntry } from "./client-entry.ts";
import { print, printError } from "./print.ts";

const MISUSED = 2;
const NAMES = Object.keys(CLIENTS);
const USAGE = `sourcing-mcp config <${NAMES.join("|")}> [--write]`;

/** Prints a client's entry for this server with absolute paths, or merges it into the client's file and keeps a copy of that. */
export async function config(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { write: { type: "boolean" } },
    allowPositionals: true,
    strict: false,
  });
  const [name = ""] = positionals;
  const unknown = Object.keys(values).find((option) => option !== "write");
  if (!isClient(name) || positionals.length > 1 || unknown !== undefined) {
    printError(`Usage: ${USAGE}`);
    return MISUSED;
  }
  const file = clientFile(name, {
    platform: process.platform,
    home: homedir(),
    folder: process.cwd(),
    appData: process.env["APPDATA"],
  });
  const program = { command: process.execPath, args: [ownProgram()] };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const merged = mergedEntry(name, text, program);
  if (typeof merged === "string") {
    printError(`sourcing-mcp: ${file} is left as it is: ${merged}. Put this into it by hand:\n${mergedText(name, program)}`);
    return 1;
  }
  if (values["write"] !== true) {
    print(
      `${CLIENTS[name].title} reads ${file}. Its entry, to be merged by hand or with --write:\n\n${mergedText(name, program)}`,
    );
    return 0;
  }
  await mkdir(dirname(file), { recursive: true });
  const copy = `${file}.before-sourcing-mcp`;
  if (text !== null) await copyFile(file, copy);
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, `${JSON.stringify(merged, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, file);
  print(
    `${CLIENTS[name].title}: ${file} holds the server now${text === null ? "" : `; what stood there before is in ${copy}`}. Restart the client.`,
  );
  return 0;
}

const isClient = (name: string): name is ClientName => Object.hasOwn(CLIENTS, name);

const mergedText = (name: ClientName, program: { command: string; args: readonly string[] }): string =>
  JSON.stringify(mergedEntry(name, null, program), null, 2);

/** `dist/main.js`, wherever the chunk that this stands in was put. */
function ownProgram(): string {
  const [, started = ""] = process.argv;
  return started === "" ? join(dirname(fileURLToPath(import.meta.url)), "main.js") : resolve(started);
}
