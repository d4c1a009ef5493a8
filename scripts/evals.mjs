// Replays buyers' questions through the built server and says what each answer misses. `--write` puts the table into docs/method.md.
import { fileURLToPath } from "node:url";
import { sourceModule } from "./source-module.mjs";

const { run } = await sourceModule("evals/run.ts");
const isWhole = await run(fileURLToPath(new URL("..", import.meta.url)), console.log, process.argv.includes("--write"));
process.exitCode = isWhole ? 0 : 1;
