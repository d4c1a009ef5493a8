import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, it } from "vitest";
import { serverProcess } from "../support/clients.ts";
import { temporaryFolder } from "../support/folder.ts";
import { BROWSER, openBrowser } from "./browser.ts";

const TYPE = "text/html;profile=mcp-app";
const ARTEFACTS = process.env["SOURCING_ARTEFACTS"] ?? "";
// 500 × 4.80 = 2,400.00 and 500 × 5.10 = 2,550.00, both to the door and duty paid.
const QUESTION = {
  quantity: 500,
  destination: "US",
  offers: [
    { name: "one", supplier: "Ningbo Northpeak", prices_text: "100+: 4.80", currency: "USD", trade_term: "DDP Chicago" },
    {
      name: "two",
      supplier: "<img src=x onerror=alert(1)>",
      prices_text: "100+: 5.10",
      currency: "USD",
      trade_term: "DDP Chicago",
    },
  ],
};

async function connect(settings: Record<string, string>): Promise<Client> {
  const client = new Client({ name: "test", version: "0" });
  const env = { SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: temporaryFolder(), ...settings };
  await client.connect(new StdioClientTransport(serverProcess(env)));
  return client;
}

const uiOf = ({ _meta: meta }: { _meta?: Record<string, unknown> | undefined }) =>
  meta?.["ui"] as { resourceUri: string } | undefined;

it.skipIf(BROWSER === null && !process.env["CI"])(
  "shows a comparison in a host that draws apps",
  async () => {
    const client = await connect({ SOURCING_APP: "1" });
    const { tools } = await client.listTools();
    const shown = tools.filter((tool) => uiOf(tool) !== undefined);
    expect(shown.map(({ name }) => name)).toEqual(["compare_purchase_options"]);
    const uri = uiOf(shown[0] ?? {})?.resourceUri ?? "";
    expect(uri).toMatch(/^ui:\/\//);
    expect((await client.listResources()).resources).toContainEqual(expect.objectContaining({ uri, mimeType: TYPE }));
    const [view] = (await client.readResource({ uri })).contents as { mimeType: string; text: string }[];
    expect(view?.mimeType).toBe(TYPE);
    const result = await client.callTool({ name: "compare_purchase_options", arguments: QUESTION });
    const { decision_id: id } = result.structuredContent as { decision_id: string };
    const page = await client.readResource({ uri: `sourcing://decision/${id}` });
    await client.close();

    const folder = temporaryFolder();
    const host = join(folder, "host.html");
    writeFileSync(host, hostPage(view?.text ?? "", { [`sourcing://decision/${id}`]: page }));
    const browser = await openBrowser();
    try {
      const tab = await browser.tab();
      await tab.open(pathToFileURL(host).href);
      await tab.evaluate(`start(${JSON.stringify(result)}, "dark")`);
      const seen = await tab.evaluate<Seen>("shown()");
      expect(seen.asked).toEqual(["ui/initialize", "ui/notifications/initialized", "resources/read"]);
      expect(seen.height).toBeGreaterThan(600);
      expect(await tab.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(1_280);
      if (ARTEFACTS !== "") {
        mkdirSync(ARTEFACTS, { recursive: true });
        const { data } = await tab.ask("Page.captureScreenshot", { captureBeyondViewport: true });
        writeFileSync(join(ARTEFACTS, "report-app.png"), Buffer.from(String(data), "base64"));
      }
      // The frame is of another origin, as a host has it: what it shows is read from its accessibility tree.
      const words = await wordsIn(tab.ask);
      expect(words).toContain("2,400.00");
      expect(words).toContain("Ningbo Northpeak");
      expect(tab.misdeeds).toEqual({ requests: [], said: [] });

      await tab.evaluate(`start({ content: [{ type: "text", text: "Nothing was kept." }] }, "light")`);
      expect((await tab.evaluate<Seen>("shown()")).asked).toEqual(["ui/initialize", "ui/notifications/initialized"]);
      await expect.poll(() => wordsIn(tab.ask), { timeout: 10_000 }).toContain("Nothing was kept.");
    } finally {
      await browser.close();
    }
  },
  60_000,
);

interface Seen {
  readonly asked: readonly string[];
  readonly height: number;
}

async function wordsIn(ask: (method: string, params?: Record<string, unknown>) => Promise<Readonly<Record<string, unknown>>>) {
  const { frameTree } = (await ask("Page.getFrameTree")) as unknown as {
    frameTree: { childFrames: { frame: { id: string } }[] };
  };
  const frameId = frameTree.childFrames[0]?.frame.id;
  const { nodes } = (await ask("Accessibility.getFullAXTree", { frameId })) as unknown as {
    nodes: { name?: { value: string } }[];
  };
  return nodes.map(({ name }) => name?.value ?? "").join(" ");
}

/** The least of a host: a sandboxed frame, the greeting, one result, and reads passed on. It holds to no more than the protocol says. */
const hostPage = (view: string, pages: object): string => `<!DOCTYPE html><meta charset="utf-8"><title>host</title>
<style>body{margin:0}iframe{width:100%;border:0}</style><body><script>
const VIEW = ${inScript(view)}, PAGES = ${inScript(pages)};
let asked = [], height = 0, done = () => {}, settled = Promise.resolve();
function start(result, theme) {
  asked = []; height = 0;
  settled = new Promise((resolve) => { done = resolve; });
  document.querySelector("iframe")?.remove();
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = VIEW;
  document.body.append(frame);
  window.onmessage = ({ data, source }) => {
    if (source !== frame.contentWindow) return;
    const post = (message) => source.postMessage({ jsonrpc: "2.0", ...message }, "*");
    if (data.method !== "ui/notifications/size-changed") asked.push(data.method);
    if (data.method === "ui/initialize")
      post({ id: data.id, result: { protocolVersion: "2026-01-26", hostInfo: { name: "host", version: "1" }, hostCapabilities: { serverResources: {} }, hostContext: { theme } } });
    if (data.method === "ui/notifications/initialized") {
      post({ method: "ui/notifications/tool-input", params: { arguments: {} } });
      post({ method: "ui/notifications/tool-result", params: result });
      if (!result.structuredContent) done();
    }
    if (data.method === "resources/read") post({ id: data.id, result: PAGES[data.params.uri] });
    if (data.method === "ui/notifications/size-changed") {
      height = data.params.height;
      frame.style.height = height + "px";
      if (height > 600) done();
    }
  };
}
const shown = () => settled.then(() => ({ asked, height }));
</script></body>`;

const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
