import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandEntry, removeBundle } from "../support/bundle.ts";
import { runCommand } from "../support/command.ts";
import { BROWSER, type Browser, openBrowser, type Tab } from "./browser.ts";
import { CROWD, SELLERS, TUMBLERS } from "./pages.ts";

// CI keeps what stands here: a picture of each page says more than any assertion on it.
const ARTEFACTS = process.env["SOURCING_ARTEFACTS"] ?? "";
// 210 mm less the margins of 11 mm, at 96 dots an inch.
const A4_WIDTH = 710;
const PAGES = { tumblers: [TUMBLERS, "en"], sellers: [SELLERS, "zh"], crowd: [CROWD, "en"] } as const;

let entry = "";
let folder = "";
let browser: Browser;
let tab: Tab;

beforeAll(async () => {
  entry = await commandEntry();
  folder = mkdtempSync(join(tmpdir(), "sourcing-pages-"));
  if (BROWSER === null) return;
  browser = await openBrowser();
  tab = await browser.tab();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  removeBundle(entry);
});

/** Asks the question by the command and writes its page. */
async function written(name: keyof typeof PAGES): Promise<string> {
  const [question, language] = PAGES[name];
  const [input, output] = [join(folder, `${name}.json`), join(folder, `${name}.html`)];
  writeFileSync(input, JSON.stringify(question));
  const { code, stdout, stderr } = await runCommand(entry, ["report", "--input", input, "-o", output, "--lang", language], {
    SOURCING_MODE: "sandbox",
    SOURCING_STATE_DIR: join(folder, "state"),
  });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: `Written: ${output}\n` });
  return output;
}

async function showAt(width: number, theme: "light" | "dark"): Promise<void> {
  await tab.ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await tab.ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
}

async function keepPicture(name: string): Promise<void> {
  if (ARTEFACTS === "") return;
  const { data } = await tab.ask("Page.captureScreenshot", { captureBeyondViewport: true });
  mkdirSync(ARTEFACTS, { recursive: true });
  writeFileSync(join(ARTEFACTS, name), Buffer.from(String(data), "base64"));
}

const sheetsOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe.skipIf(BROWSER === null && !process.env["CI"])("the page in a browser", () => {
  it.each(Object.keys(PAGES) as (keyof typeof PAGES)[])(
    "%s: fits a telephone, a screen and two sheets of A4, is readable in light and dark, and asks for nothing",
    async (name) => {
      const file = await written(name);
      tab.misdeeds.requests.length = 0;
      tab.misdeeds.said.length = 0;
      await showAt(1_280, "light");
      await tab.open(pathToFileURL(file).href);
      for (const [width, theme] of [
        [1_280, "light"],
        [375, "dark"],
      ] as const) {
        await showAt(width, theme);
        expect(await tab.evaluate("document.documentElement.scrollWidth"), `${name} at ${width}`).toBeLessThanOrEqual(width);
        expect(await tab.evaluate(FAINT), `${name} in ${theme}`).toEqual([]);
        await keepPicture(`report-${name}-${width}-${theme}.png`);
      }
      await showAt(A4_WIDTH, "light");
      await tab.ask("Emulation.setEmulatedMedia", { media: "print" });
      await keepPicture(`report-${name}-print.png`);
      await tab.ask("Emulation.setEmulatedMedia", { media: "" });
      const { data } = await tab.ask("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
      const pdf = Buffer.from(String(data), "base64");
      if (ARTEFACTS !== "") writeFileSync(join(ARTEFACTS, `report-${name}.pdf`), pdf);
      expect(sheetsOf(pdf)).toBeGreaterThanOrEqual(1);
      expect(sheetsOf(pdf)).toBeLessThanOrEqual(2);
      // What runs, loads or leads away is not there at all, so that no seller's word can be it.
      expect(
        await tab.evaluate(`document.querySelectorAll("script,img,iframe,object,embed,form,link,a,base,[style]").length`),
      ).toBe(0);
      expect(
        await tab.evaluate(
          `[...document.querySelectorAll("*")].flatMap((e) => e.getAttributeNames()).filter((n) => /^on|^href$|^src$/.test(n))`,
        ),
      ).toEqual([]);
      expect(await tab.evaluate("typeof window.stolen")).toBe("undefined");
      expect(tab.misdeeds).toEqual({ requests: [], said: [] });
    },
    60_000,
  );

  it("has a name for every drawing, heads for every table and an order for the keyboard", async () => {
    await tab.open(pathToFileURL(join(folder, "tumblers.html")).href);
    await tab.ask("Accessibility.enable");
    const { nodes } = (await tab.ask("Accessibility.getFullAXTree")) as unknown as { nodes: AxNode[] };
    const named = (role: string) =>
      nodes.filter((node) => node.role?.value === role && !node.ignored).map((node) => node.name?.value ?? "");
    expect(named("image").length).toBeGreaterThan(3);
    expect(named("image").filter((name) => name === "")).toEqual([]);
    expect(named("columnheader").length).toBeGreaterThanOrEqual(10);
    expect(named("rowheader").length).toBeGreaterThanOrEqual(8);
    const levels = await tab.evaluate<string[]>(`[...document.querySelectorAll("h1,h2,h3")].map((e) => e.tagName)`);
    expect(levels[0]).toBe("H1");
    expect(levels.filter((level) => level === "H1")).toHaveLength(1);
    // Everything that scrolls or is to be copied takes the focus, in the order of the page.
    const name = (element: string): string => `(${element}.getAttribute("aria-labelledby") ?? ${element}.textContent)`;
    const inOrder = await tab.evaluate<string[]>(`[...document.querySelectorAll("[tabindex]")].map((e) => ${name("e")})`);
    expect(inOrder.length).toBeGreaterThanOrEqual(3);
    const focused: string[] = [];
    for (const _ of inOrder) {
      for (const type of ["keyDown", "keyUp"])
        await tab.ask("Input.dispatchKeyEvent", { type, key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
      focused.push(await tab.evaluate(name("document.activeElement")));
    }
    expect(focused).toEqual(inOrder);
  });

  it("keeps each seller's direction and shows what it was made of", async () => {
    await tab.open(pathToFileURL(join(folder, "sellers.html")).href);
    expect(await tab.evaluate(`document.documentElement.lang + " " + document.documentElement.dir`)).toBe("zh-CN ltr");
    const arabic = `[...document.querySelectorAll("bdi")].filter((e) => /^[\\u0590-\\u06ff]/.test(e.textContent)).map((e) => getComputedStyle(e).direction)`;
    expect(new Set(await tab.evaluate<string[]>(arabic))).toEqual(new Set(["rtl"]));
    const text = await tab.evaluate<string>("document.body.innerText");
    expect(text).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/);
  });
});

interface AxNode {
  readonly ignored?: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

// Texts whose colour stands below 4.5:1 against the ground behind them (WCAG 2.2, 1.4.3).
const FAINT = `(() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => rgb(colour).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (let at = e; at; at = at.parentElement) { const c = getComputedStyle(at).backgroundColor; if ((rgb(c)[3] ?? 1) > 0) return c; } return "rgb(255,255,255)"; };
  return [...document.body.querySelectorAll("*")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "") && !["title", "desc"].includes(e.tagName)).flatMap((e) => {
    const style = getComputedStyle(e);
    const ink = e.tagName === "text" ? style.fill : style.color;
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    return ratio < 4.5 ? [e.tagName + " " + e.textContent.slice(0, 20) + " " + ratio.toFixed(2)] : [];
  });
})()`;

it("is written whole or not at all, and says what it cannot do", async () => {
  const state = { SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: join(folder, "empty") };
  const nothing = await runCommand(entry, ["report", "-o", join(folder, "none.html")], state);
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining("no decision is kept")]);
  expect(() => readFileSync(join(folder, "none.html"))).toThrow();
  const usage = await runCommand(entry, ["report", "--lang", "fr"], state);
  expect([usage.code, usage.stderr]).toEqual([2, expect.stringContaining("Usage: sourcing-mcp report")]);
});
