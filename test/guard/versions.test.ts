import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { SETTINGS } from "../../src/config/config.ts";
import { VERSION } from "../../src/version.ts";
import { ROOT } from "../support/clients.ts";

const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));

it("says one version everywhere", () => {
  const { version, mcpName, name } = json("package.json");
  const server = json("server.json");
  expect([VERSION, server.version, server.packages[0].version]).toEqual([version, version, version]);
  expect([server.name, server.packages[0].identifier]).toEqual([mcpName, name]);
});

// The registry's rules for an entry, by its schema of 2025-12-11: a reversed domain and a name, short texts, one version and no range,
// and no field that it does not know.
const oneVersion = z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
const variable = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
  format: z.enum(["string", "number", "boolean", "filepath"]).optional(),
  default: z.string().optional(),
  placeholder: z.string().optional(),
  choices: z.array(z.string()).optional(),
});
const entry = z.strictObject({
  $schema: z.literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
  name: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/)
    .min(3)
    .max(200),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: oneVersion,
  packages: z
    .array(
      z.strictObject({
        registryType: z.enum(["npm", "pypi", "oci", "nuget", "mcpb"]),
        identifier: z.string().min(1),
        version: oneVersion,
        transport: z.strictObject({ type: z.literal("stdio") }),
        environmentVariables: z.array(variable),
      }),
    )
    .min(1),
});

it("is an entry that the registry takes, of settings that exist", () => {
  const { packages } = entry.parse(json("server.json"));
  const known = new Map(SETTINGS.map((setting) => [setting.name, setting]));
  for (const { name, description, isSecret } of packages.flatMap(({ environmentVariables }) => environmentVariables)) {
    expect(description, name).toBe(known.get(name)?.meaning);
    expect(isSecret === true, name).toBe(known.get(name)?.isSecret);
  }
});
