import { createHash } from "node:crypto";
import { STYLE } from "./style.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * The view's side of MCP Apps (2026-01-26): it greets the host, takes the comparison's result, reads the decision's page through
 * the host and shows its body; where no page is to be had, the answer's text. It asks for nothing else and obeys nobody but its host.
 */
const SCRIPT = `(() => {
  "use strict";
  const host = window.parent;
  const waiting = new Map();
  let lastId = 0;
  const post = (message) => host.postMessage({ jsonrpc: "2.0", ...message }, "*");
  const notify = (method, params) => post({ method, params });
  const ask = (method, params) => new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    post({ id: lastId, method, params });
  });
  const main = document.querySelector("main");
  const say = (text) => {
    const block = document.createElement("pre");
    block.textContent = text;
    main.replaceChildren(block);
  };
  const dress = (context) => {
    const theme = context && context.theme;
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  };
  const textOf = (result) => (result.content || []).map((part) => (part.type === "text" ? part.text : "")).join("\\n");
  const show = async (result) => {
    const id = result.structuredContent && result.structuredContent.decision_id;
    try {
      if (typeof id !== "string" || result.isError) throw new Error("no page");
      const { contents } = await ask("resources/read", { uri: "sourcing://decision/" + id });
      // The page's own style sheet is the view's, which stands already.
      const page = new DOMParser().parseFromString(contents[0].text.replace(/<style>[^]*?<\\/style>/, ""), "text/html");
      document.documentElement.lang = page.documentElement.lang;
      main.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
    } catch {
      say(textOf(result));
    }
  };
  const answers = { ping: () => ({}), "ui/resource-teardown": () => ({}) };
  const told = {
    "ui/notifications/tool-result": show,
    "ui/notifications/tool-cancelled": () => say("The comparison was cancelled."),
    "ui/notifications/host-context-changed": dress,
  };
  window.addEventListener("message", ({ data, source }) => {
    if (source !== host || !data || data.jsonrpc !== "2.0") return;
    if (data.method === undefined) {
      const asker = waiting.get(data.id);
      waiting.delete(data.id);
      if (asker) data.error ? asker.reject(new Error(data.error.message)) : asker.resolve(data.result);
    } else if (data.id !== undefined) {
      const answer = Object.hasOwn(answers, data.method) ? answers[data.method] : null;
      post(answer ? { id: data.id, result: answer() } : { id: data.id, error: { code: -32601, message: "Method not found" } });
    } else if (Object.hasOwn(told, data.method)) told[data.method](data.params || {});
  });
  new ResizeObserver(() => {
    const { width, height } = document.documentElement.getBoundingClientRect();
    notify("ui/notifications/size-changed", { width: Math.ceil(width), height: Math.ceil(height) });
  }).observe(document.documentElement);
  ask("ui/initialize", {
    appInfo: { name: "sourcing-mcp-decision", version: "1" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    protocolVersion: "2026-01-26",
  }).then((result) => {
    dress(result && result.hostContext);
    notify("ui/notifications/initialized", {});
  }, () => say("The host did not answer."));
})();`;

const VIEW_STYLE = `${STYLE}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.84em}`;
const POLICY = `default-src 'none'; style-src ${hashOf(VIEW_STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** The page that a host of MCP Apps shows for a comparison: the same for every comparison, filled by its result. */
export const decisionView = (): string => `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Purchase decision</title><style>${VIEW_STYLE}</style></head>
<body><div><main aria-live="polite"><p>Comparing…</p></main></div><script>${SCRIPT}</script></body></html>
`;
