import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";

const RENEWED = "renewed-4f1c+9/zz";
const SECRET = "app-secret-77d0";
const ID = "745932018842";

/** What a gateway can give back of a request, and how. */
const written = (text: string): string =>
  [text, encodeURIComponent(text), Buffer.from(text).toString("base64"), Buffer.from(text).toString("hex")].join(" | ");

describe("a gateway that repeats what it was asked with, the token of a moment ago too", () => {
  const folder = mkdtempSync(join(tmpdir(), "reflected-"));
  let seen = "";
  let how: "plain" | "encoded" | "failure" = "plain";
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      response.setHeader("content-type", "application/json");
      if (request.url?.includes("getToken"))
        return response.end(JSON.stringify({ access_token: RENEWED, expires_in: "36000", memberId: "m" }));
      seen = `${request.url} ${body}`;
      const encoded = Buffer.from(RENEWED).toString("base64");
      const said = how === "encoded" ? `cup ${encoded}` : `${seen} ${written(RENEWED)} ${written(SECRET)}`;
      if (how === "failure")
        return response.writeHead(400).end(JSON.stringify({ error_code: "gw.ParamMissing", error_message: said }));
      const more = how === "encoded" ? {} : { categoryName: RENEWED, [RENEWED]: RENEWED };
      const result = { offerId: ID, subject: said, description: said, ...more };
      return response.end(JSON.stringify({ result: { success: true, result } }));
    });
  });
  let baseUrl = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["plain", "encoded", "failure"] as const)("shows none of it in an answer or in the log: %s", async (which) => {
    how = which;
    const lines: string[] = [];
    const env = {
      SOURCING_MODE: "live",
      SOURCING_1688_APP_KEY: "100",
      SOURCING_1688_APP_SECRET: SECRET,
      SOURCING_1688_REFRESH_TOKEN: "refresh-token-1",
      SOURCING_1688_BASE_URL: baseUrl,
      SOURCING_STATE_DIR: join(folder, which),
      SOURCING_FX: "off",
      SOURCING_LOG_LEVEL: "debug",
    };
    const app = createApp(readConfig(env), (line) => lines.push(line));
    try {
      const asking = { signal: new AbortController().signal, onSettled: () => undefined };
      const input = { products: [`1688:${ID}`], detail: "full", include: ["description", "raw"] };
      const answer = JSON.stringify(await app.call("get_product", input, asking));
      app.log("warn", "defect", { error: `it held ${written(RENEWED)}` });
      const signature = /_aop_signature=(\w+)/.exec(seen)?.[1] ?? "";
      expect(seen).toContain(encodeURIComponent(RENEWED));
      expect(signature).toHaveLength(40);
      expect(answer).toContain(ID);
      for (const shown of [answer, lines.join("\n")]) {
        for (const secret of [RENEWED, SECRET])
          for (const one of written(secret).split(" | ")) expect(shown).not.toContain(one);
        expect(shown).not.toContain(signature);
      }
    } finally {
      await app.close();
    }
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
