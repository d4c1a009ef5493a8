#!/usr/bin/env node
import module from "node:module";

// Node 22.1 and later keep compiled code between starts; older ones have no such function.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

const { run } = await import("./cli/run.ts");
process.exitCode = await run(process.argv.slice(2));
