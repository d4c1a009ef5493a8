import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    // Most of the time is waiting: for child processes, quotas and time-outs. One worker a core would leave the cores idle.
    maxWorkers: 3,
  },
});
