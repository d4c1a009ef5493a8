import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
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

// The registry's rules for an entry, schema 2025-12-11: a reversed domain and a name; at most 100 characters; no ranges of versions.
it("is an entry that the registry takes, of settings that exist", () => {
  const server = json("server.json");
  expect(server.$schema).toMatch(/\/2025-12-11\/server\.schema\.json$/);
  expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  expect(server.description.length).toBeLessThanOrEqual(100);
  expect(server.title.length).toBeLessThanOrEqual(100);
  const known = new Map(SETTINGS.map(({ name, meaning }) => [name, meaning]));
  for (const { name, description, isSecret } of server.packages[0].environmentVariables) {
    expect(description, name).toBe(known.get(name));
    expect(isSecret === true, name).toBe(/SECRET|TOKEN/.test(name));
  }
});
