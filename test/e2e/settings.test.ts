import { afterEach, describe, expect, it } from "vitest";
import { TOOLS } from "../../src/tools/index.ts";
import { connectModern, type TestClient } from "../support/clients.ts";

let client: TestClient | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

const start = async (env: Record<string, string>): Promise<TestClient> => {
  client = await connectModern(env);
  return client;
};

interface Item {
  readonly error: { readonly code: string; readonly next: string };
  readonly product: { readonly title: object; readonly source: { readonly gateway: string } };
}

async function firstItem(server: TestClient, ref: string): Promise<Item> {
  const { structured, text } = await server.call("get_product", { products: [ref] });
  const [item] = (structured?.["products"] ?? []) as Item[];
  if (item === undefined) throw new Error(text);
  return item;
}

describe("settings", () => {
  it("that are bad never stop the list of tools, and every call that fetches names them all", async () => {
    const server = await start({
      SOURCING_COUNTRY: "Germany",
      SOURCING_1688_QUOTA: "many",
      SOURCING_1688_APP_KEY: "key",
      SOURCING_1688_APP_SECRET: "hunter2 hunter2",
    });
    expect(await server.listTools()).toHaveLength(TOOLS.length);
    const { isError, text } = await server.call("get_product", { products: ["1688:738204915561"] });
    expect(isError).toBe(true);
    for (const variable of ["SOURCING_COUNTRY", "SOURCING_1688_QUOTA", "SOURCING_1688_APP_SECRET"])
      expect(text).toContain(variable);
    expect(text).not.toContain("hunter2");
  });

  it("without credentials for a marketplace in live mode say which variables it wants", async () => {
    const server = await start({ SOURCING_MODE: "live" });
    const item = await firstItem(server, "alibaba:1601206810538");
    expect(item.error.code).toBe("not_configured");
    expect(item.error.next).toContain("SOURCING_ALIBABA_APP_KEY, SOURCING_ALIBABA_APP_SECRET");
  });

  it("for the buyer stand where a call leaves a field out", async () => {
    const server = await start({ SOURCING_COUNTRY: "DE", SOURCING_CURRENCY: "EUR", SOURCING_LANGUAGE: "zh" });
    const compared = await server.call("compare_purchase_options", { products: ["1688:738204915561"], quantity: 500 });
    expect(compared.structured).toMatchObject({ destination: "DE", currency: "EUR" });
    const item = await firstItem(server, "1688:738204915561");
    expect(item.product.title).toMatchObject({ language: "zh", step: "requested" });
  });

  it.each(["1688-sha1", "1688-md5"])("choose the gateway %s", async (gateway) => {
    const server = await start({ SOURCING_1688_GATEWAY: gateway });
    const item = await firstItem(server, "1688:828973116450");
    expect(item.product.source.gateway).toBe(gateway);
  });
});
