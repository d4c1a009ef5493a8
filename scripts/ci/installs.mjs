// What people install, started as they start it: the packed npm file by npx in an empty folder, and the one-click bundle, on this
// Node and on the others that npm has. Each must list the tools.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { installed, otherNode, temporaryFolder } from "./from-npm.mjs";

const OTHER_NODES = [20, 22, 24];

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = temporaryFolder("installs");
const run = (program, ...args) =>
  execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** @returns {Promise<readonly string[]>} the tools of the server that a command starts in an empty folder */
async function toolsOf(command, args, env) {
  const cwd = mkdtempSync(join(folder, "empty-"));
  const client = new Client({ name: "installs", version: "0" });
  await client.connect(new StdioClientTransport({ command, args, env, cwd }), { timeout: 120_000 });
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

const unfilledAs = (key) => `\${user_config.${key}}`;

let expected = null;
async function check(what, ...command) {
  const tools = (await toolsOf(...command)).join(" ");
  expected ??= tools;
  if (tools === "" || tools !== expected) throw new Error(`${what}: lists "${tools}"`);
  console.log(`${what}: ${tools.split(" ").length} tools`);
}

// `prepack` builds, as it does before publishing; npm prints the file's name last, whatever the build says before it.
const [{ filename }] = JSON.parse(run("npm", "pack", "--json", "--pack-destination", folder).replace(/^[^[]*/, ""));
const tarball = join(folder, filename);
const environment = { PATH: process.env.PATH, HOME: folder, npm_config_cache: run("npm", "config", "get", "cache").trim() };
await check(
  `npx on Node ${process.versions.node}`,
  "npx",
  ["--yes", "--prefer-offline", "--package", tarball, "sourcing-mcp"],
  environment,
);

const bundle = join(folder, "sourcing-mcp.mcpb");
run(process.execPath, "scripts/mcpb/bundle.mjs", bundle);
run(process.execPath, "node_modules/@anthropic-ai/mcpb/dist/cli/cli.js", "unpack", bundle, join(folder, "bundle"));
const program = join(installed(tarball), "node_modules/sourcing-mcp/dist/main.js");

const own = Number(process.versions.node.split(".")[0]);
for (const major of [own, ...OTHER_NODES.filter((other) => other !== own)]) {
  const node = major === own ? process.execPath : otherNode(major);
  if (node === null) {
    console.log(`Node ${major}: not to be had from npm here`);
    continue;
  }
  await check(`the npm package on Node ${major}`, node, [program], {});
  // A host's own word for a setting that nobody filled in.
  const unfilled = {
    HOME: folder,
    SOURCING_MODE: unfilledAs("sourcing_mode"),
    SOURCING_STATE_DIR: unfilledAs("sourcing_state_dir"),
  };
  await check(`the bundle on Node ${major}`, node, [join(folder, "bundle/dist/main.js")], unfilled);
  await check(
    `the bundle on Node ${major}, nothing in its environment`,
    "/usr/bin/env",
    ["-i", node, join(folder, "bundle/dist/main.js")],
    {},
  );
}
