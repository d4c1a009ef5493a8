import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as FirstGenerationClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as FirstGenerationTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverProcess } from "../support/clients.ts";
import { endAll, stateFolder } from "../support/server-process.ts";

const info = { name: "test", version: "0" };
const settings = () => serverProcess({ SOURCING_STATE_DIR: stateFolder() });

// Today's clients: the 1.x SDK, and the current one in both of its protocols.
const MODES = {
  "the 1.x client": async () => {
    const client = new FirstGenerationClient(info);
    await client.connect(new FirstGenerationTransport(settings()));
    return client as unknown as Client;
  },
  "the current client, 2025 protocol": async () => {
    const client = new Client(info, { versionNegotiation: { mode: "legacy" } });
    await client.connect(new StdioClientTransport(settings()));
    return client;
  },
  "the current client, 2026 protocol": async () => {
    const client = new Client(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(new StdioClientTransport(settings()));
    return client;
  },
} as const;

afterAll(endAll);

describe.each(Object.entries(MODES))("%s", (_name, connect) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client?.close());

  it("lists the prompts, each argument described", async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(["best-supplier", "check-listing", "ask-supplier", "recheck"]);
    for (const { description, arguments: args = [] } of prompts) {
      expect(description).toMatch(/\w+/);
      for (const argument of args) expect(argument.description).toMatch(/\w+/);
    }
    const [first] = prompts;
    expect(first?.arguments?.map(({ name, required }) => [name, required])).toEqual([
      ["what", true],
      ["quantity", true],
      ["destination", false],
    ]);
  });

  it("writes the question with the arguments in it", async () => {
    const args = { what: "40 oz\ntumbler", quantity: "5000", destination: "DE" };
    const { messages } = await client.getPrompt({ name: "best-supplier", arguments: args });
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(messages[0]?.content)).toContain("5000 units of 40 oz tumbler, delivered to DE?");
    await expect(client.getPrompt({ name: "best-supplier", arguments: { what: "tumbler" } })).rejects.toThrow(
      /quantity must be given/,
    );
  });

  it("completes countries and references", async () => {
    const ref = { type: "ref/prompt", name: "check-listing" } as const;
    const countries = await client.complete({ ref, argument: { name: "destination", value: "d" } });
    // ISO 3166: Germany, Djibouti, Denmark, Dominica, the Dominican Republic, Algeria.
    expect([...countries.completion.values].sort()).toEqual(["DE", "DJ", "DK", "DM", "DO", "DZ"]);
    const products = await client.complete({ ref, argument: { name: "product", value: "1688:7382" } });
    expect(products.completion.values).toEqual(["1688:738204915561"]);
  });

  it("lists and reads the resources", async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(["sourcing://method", "sourcing://terms", "sourcing://sandbox"]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(["sourcing://decision/{id}"]);
    for (const { uri } of resources) {
      const { contents } = await client.readResource({ uri });
      expect(contents).toHaveLength(1);
      expect((contents[0] as { text: string }).text.length).toBeGreaterThan(500);
    }
    const sandbox = await client.readResource({ uri: "sourcing://sandbox" });
    expect((sandbox.contents[0] as { text: string }).text).toContain("1688:738204915561");
    await expect(client.readResource({ uri: "sourcing://decision/unknown" })).rejects.toThrow();
  });

  it("shows a kept decision as its page, and says where none is kept", async () => {
    // 100 × 4.80 = 480.00.
    const offers = [{ name: "chat", prices_text: "100+: 4.80", currency: "USD", trade_term: "DDP Hamburg" }];
    const asked = { offers, quantity: 100, destination: "DE", currency: "USD" };
    const answer = await client.callTool({ name: "compare_purchase_options", arguments: asked });
    const { decision_id: id } = answer.structuredContent as { decision_id: string };
    const uri = `sourcing://decision/${id}`;
    const { contents } = await client.readResource({ uri });
    const [page] = contents as { uri: string; mimeType: string; text: string }[];
    expect(page).toMatchObject({ uri, mimeType: "text/html" });
    expect(page?.text).toMatch(/^<!DOCTYPE html>/);
    expect(page?.text).toContain("480.00");
    expect(page?.text).toContain(id);
    const ref = { type: "ref/resource", uri: "sourcing://decision/{id}" } as const;
    const { completion } = await client.complete({ ref, argument: { name: "id", value: id.slice(0, 6) } });
    expect(completion.values).toEqual([id]);
    const gone = "sourcing://decision/d-000000000-00000000";
    // The protocol's code for what is not there; a failure of the server is another.
    await expect(client.readResource({ uri: gone })).rejects.toMatchObject({
      code: -32602,
      data: { uri: gone },
      message: expect.stringContaining("No decision is kept"),
    });
  });

  it("offers no app unless it is asked to", async () => {
    const { tools } = await client.listTools();
    expect(tools.filter(({ _meta: meta }) => meta?.["ui"] !== undefined)).toEqual([]);
    await expect(client.readResource({ uri: "ui://sourcing-mcp/decision" })).rejects.toThrow();
  });

  it("says that lists never change", () => {
    const { tools, prompts, resources } = client.getServerCapabilities() ?? {};
    expect([tools?.listChanged, prompts?.listChanged, resources?.listChanged].filter((changes) => changes === true)).toEqual(
      [],
    );
  });
});

it("lets clients of the 2026 protocol keep the lists, and what the server is, for an hour", async () => {
  const client = await MODES["the current client, 2026 protocol"]();
  const kept = { ttlMs: 3_600_000, cacheScope: "public" };
  expect(await client.listTools()).toMatchObject(kept);
  expect(await client.listPrompts()).toMatchObject(kept);
  expect(await client.listResources()).toMatchObject(kept);
  expect(await client.listResourceTemplates()).toMatchObject(kept);
  expect(await client.discover()).toMatchObject(kept);
  await client.close();
});
