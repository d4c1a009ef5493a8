import { defineConfig } from "vitest/config";
import { leftOut } from "./test/support/left-out.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["node_modules", ...leftOut()],
    // Generous: a test that waits for a child process must not fail because the machine has other work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of the time is waiting: for child processes, quotas and time-outs. One worker a core would leave the cores idle.
    maxWorkers: 3,
  },
});
