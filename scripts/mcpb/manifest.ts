import manifest from "../../package.json" with { type: "json" };
import { SETTINGS } from "../../src/config/config.ts";
import { MARKETPLACE_FACTS, MARKETPLACES } from "../../src/model/marketplace.ts";
import { TOOL_DEFINITIONS } from "../../src/tools/definitions.ts";
import zh from "./zh-cn.json" with { type: "json" };

/** The settings that a desktop host asks its user for: all but those of the HTTP server, which no such host starts. */
const ASKED = SETTINGS.filter(({ name }) => !name.startsWith("SOURCING_HTTP_"));

// The services that may be asked, by their own word. What this server itself keeps stands in docs/privacy.md, in the bundle.
const PRIVACY_POLICIES = [
  "https://terms.alicdn.com/legal-agreement/terms/suit_bu1_b2b/suit_bu1_b2b201703271337_94551.html",
  "https://terms.alicdn.com/legal-agreement/terms/suit_bu1_aliexpress/suit_bu1_aliexpress201909171350_82407.html",
  "https://rulechannel.alibaba.com/icbu?type=detail&ruleId=2034&cId=1306",
];

const ENGLISH = {
  display_name: "Sourcing on 1688, AliExpress, Alibaba.com",
  description: "Compare suppliers on 1688, AliExpress and Alibaba.com by landed cost, with what is unknown said",
  long_description:
    "Answers one question of purchasing: who should I buy this from, at this quantity, delivered here, and what could change that " +
    "answer? Compares listings, or offers that you hold, by landed cost line by line, scores suppliers, names the one question to ask " +
    "next and writes the message to the supplier in Chinese and English. Works on invented listings without an account; an app's key " +
    "of a marketplace's open platform makes it live. Data goes only to the platforms whose credentials you set; what is kept and for " +
    "how long stands in docs/privacy.md inside the bundle.",
  keywords: ["sourcing", "purchasing", "landed cost", "suppliers", "1688", "AliExpress", "Alibaba.com"],
};

/** Where the server's program stands in the bundle. */
const ENTRY_POINT = "dist/main.js";
const LOCALES = `locales/\${locale}.json`;

/** The bundle's manifest, version 0.3, from the tables of settings and tools. */
export const mcpbManifest = {
  manifest_version: "0.3",
  name: manifest.name,
  version: manifest.version,
  ...ENGLISH,
  author: { name: "The sourcing-mcp contributors" },
  license: manifest.license,
  icon: "icon.png",
  localization: { resources: LOCALES, default_locale: "en-US" },
  server: {
    type: "node",
    entry_point: ENTRY_POINT,
    mcp_config: {
      command: "node",
      args: [`\${__dirname}/${ENTRY_POINT}`],
      env: Object.fromEntries(ASKED.map(({ name }) => [name, `\${user_config.${keyOf(name)}}`])),
    },
  },
  tools: TOOL_DEFINITIONS.map(({ name, description }) => ({ name, description })),
  tools_generated: false,
  prompts_generated: true,
  compatibility: { platforms: ["darwin", "win32", "linux"], runtimes: { node: manifest.engines.node } },
  privacy_policies: PRIVACY_POLICIES,
  user_config: Object.fromEntries(
    ASKED.map(({ name, meaning, isSecret }) => [
      keyOf(name),
      {
        type: name === "SOURCING_STATE_DIR" ? "directory" : "string",
        title: titleOf(name),
        description: meaning,
        required: false,
        ...(isSecret ? { sensitive: true } : {}),
      },
    ]),
  ),
};

/** The words of the manifest by locale, as files beside it. */
export const mcpbStrings = {
  "en-US": { ...ENGLISH, tools: mcpbManifest.tools },
  "zh-CN": {
    display_name: zh.display_name,
    description: zh.description,
    long_description: zh.long_description,
    keywords: zh.keywords,
    tools: TOOL_DEFINITIONS.map(({ name }) => ({ name, description: chinese(zh.tools, name) })),
    user_config: Object.fromEntries(
      ASKED.map(({ name }) => {
        const { marketplace, part } = partsOf(name);
        const title = chinese(zh.titles, part);
        return [
          keyOf(name),
          { title: marketplace === null ? title : `${marketplace} ${title}`, description: chinese(zh.descriptions, part) },
        ];
      }),
    ),
  },
};

function keyOf(name: string): string {
  return name.toLowerCase();
}

/** `SOURCING_1688_APP_KEY`: the marketplace as the trade writes it, and what is left of the name. */
function partsOf(name: string): { readonly marketplace: string | null; readonly part: string } {
  const owner = MARKETPLACES.map((id) => MARKETPLACE_FACTS[id]).find(({ settingPrefix }) =>
    name.startsWith(`${settingPrefix}_`),
  );
  if (owner === undefined) return { marketplace: null, part: name.replace(/^SOURCING_/, "") };
  return { marketplace: owner.name, part: name.slice(owner.settingPrefix.length + 1) };
}

function titleOf(name: string): string {
  const { marketplace, part } = partsOf(name);
  const words = part.toLowerCase().replaceAll("_", " ");
  const said = marketplace === null ? words.charAt(0).toUpperCase() + words.slice(1) : `${marketplace} ${words}`;
  return said.replace(/\b(?:api|url|fx)\b/gi, (word) => word.toUpperCase());
}

function chinese(table: Readonly<Record<string, string>>, key: string): string {
  const text = table[key];
  if (text === undefined) throw new Error(`scripts/mcpb/zh-cn.json lacks ${key}`);
  return text;
}
