import type { Plugin } from "esbuild";

export const sandboxDialects: Plugin;
