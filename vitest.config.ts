import { defineConfig } from "vitest/config";
import { leftOut } from "./test/support/left-out.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["node_modules", ...leftOut()],
    testTimeout: 20_000,
    // Most of the time is waiting: for child processes, quotas and time-outs. One worker a core would leave the cores idle.
    maxWorkers: 3,
  },
});
