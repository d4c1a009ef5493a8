// The official conformance suite over the HTTP mode. The suite runs on Node 22 or later, the server on this one.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { installed, otherNode, temporaryFolder } from "./from-npm.mjs";

const SUITE = "@modelcontextprotocol/conformance";
const SUITE_VERSION = "0.1.16";
const SUITE_NODE = 22;

const root = fileURLToPath(new URL("../..", import.meta.url));
const node = Number(process.versions.node.split(".")[0]) >= SUITE_NODE ? process.execPath : otherNode(SUITE_NODE);
if (node === null) {
  console.log(`Conformance not looked at: npm has no Node ${SUITE_NODE} here`);
  process.exit(0);
}
const suite = join(installed(`${SUITE}@${SUITE_VERSION}`), "node_modules", SUITE, "dist/index.js");

const state = temporaryFolder("conformance");
const server = spawn(process.execPath, ["dist/main.js", "serve", "--http", "--port", "0"], {
  cwd: root,
  env: { PATH: process.env.PATH, SOURCING_STATE_DIR: state },
  stdio: ["ignore", "pipe", "inherit"],
});
const address = await new Promise((resolve, reject) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    const [found] = /http:\/\/\S+\/mcp/.exec(line) ?? [];
    if (found) resolve(found);
  });
  server.once("exit", (code) => reject(new Error(`the server left with ${code}`)));
});
const gaps = fileURLToPath(new URL("conformance-gaps.yml", import.meta.url));
const run = spawn(node, [suite, "server", "--url", address, "--expected-failures", gaps], { cwd: state, stdio: "inherit" });
process.exitCode = await new Promise((resolve) => run.once("exit", (code) => resolve(code ?? 1)));
server.kill();
