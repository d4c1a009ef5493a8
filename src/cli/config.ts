import { constants } from "node:fs";
import { copyFile, mkdir, readFile, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { codeOf } from "../model/fault.ts";
import { writeBeside } from "./ask/output-file.ts";
import { CLIENTS, type ClientName, clientFile, mergedSettings, settingsOf } from "./client-entry.ts";
import { FAILED, MISUSED } from "./exit-codes.ts";
import { print, printError } from "./print.ts";

const NAMES = Object.keys(CLIENTS);
/** Where npx keeps what it was asked to run, until npm clears it. */
const PASSING = /[/\\]_npx[/\\]/;
const PASSING_HINT =
  "This program stands in npx's own folder, which npm may clear: npm install --global sourcing-mcp, then config again, makes it last.";
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
  const { title } = CLIENTS[name];
  const own = settingsOf(name, program);
  try {
    const text = await readFile(file, "utf8").catch(absent);
    const merged = mergedSettings(name, text, program);
    if ("problem" in merged) return leave(`${file} is left as it is: ${merged.problem}`, own);
    if (values["write"] !== true) {
      print(`${title} reads ${file}. Its entry, to be merged by hand or with --write:\n\n${own}`);
    } else if (merged.text === text) {
      print(`${title}: ${file} holds the server already, and is left as it is.`);
    } else {
      const copy = await replaceFile(file, merged.text);
      const before = copy === null ? "" : `; what stood there before is in ${copy}`;
      print(`${title}: ${file} holds the server now${before}. Restart the client.`);
    }
  } catch (error) {
    if (codeOf(error) === "") throw error;
    return leave(`${file} cannot be read or written (${codeOf(error)})`, own);
  }
  if (program.args.some((path) => PASSING.test(path))) print(PASSING_HINT);
  return 0;
}

function leave(why: string, own: string): number {
  printError(`sourcing-mcp: ${why}. Put this into it by hand:\n${own}`);
  return FAILED;
}

/** Writes the whole file or nothing, through a link to where it points, and keeps a copy of what stood there: its path. */
async function replaceFile(path: string, text: string): Promise<string | null> {
  await mkdir(dirname(path), { recursive: true });
  const file = await realpath(path).catch(absent);
  const target = file ?? path;
  const mode = file === null ? 0o600 : (await stat(file)).mode & 0o777;
  const copy = file === null ? null : await copied(target);
  await writeBeside(target, text, mode);
  return copy;
}

/** Copies of earlier times stay: the first holds what stood there before the server came. */
async function copied(file: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const copy = `${file}.before-sourcing-mcp${number === 1 ? "" : `-${number}`}`;
    try {
      await copyFile(file, copy, constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

function absent(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}

const isClient = (name: string): name is ClientName => Object.hasOwn(CLIENTS, name);

/** `dist/main.js`, wherever the chunk that this stands in was put. */
function ownProgram(): string {
  const [, started = ""] = process.argv;
  return started === "" ? join(dirname(fileURLToPath(import.meta.url)), "main.js") : resolve(started);
}
