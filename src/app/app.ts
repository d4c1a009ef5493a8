import type { Config } from "../config/config.ts";
import type { Decision } from "../decisions/decision.ts";
import { createLog, type Log } from "../log.ts";
import { COUNTRY_CODES } from "../model/country.ts";
import { Fault } from "../model/fault.ts";
import type { Secret } from "../model/secret.ts";
import type { PageLanguage } from "../report/words.ts";
import { EXAMPLES } from "../sandbox/catalogue/examples.ts";
import { instructions } from "../server/instructions.ts";
import type { ServerParts } from "../server/server.ts";
import { TOOL_DEFINITIONS } from "../tools/definitions.ts";
import type { BuyerDefaults, ExchangeRates, ToolContext } from "../tools/tool.ts";
import { createKnownSecrets } from "../upstream/known-secrets.ts";
import { redact } from "../upstream/redact.ts";
import { VERSION } from "../version.ts";
import { documents, listSandbox } from "./documents.ts";
import type { MarketFigures, OpenMarket } from "./open-market.ts";

export interface AppFigures extends MarketFigures {
  readonly tools: readonly {
    readonly tool: string;
    readonly calls: number;
    readonly failures: number;
    readonly seconds: number;
  }[];
}

export interface App extends ServerParts {
  readonly log: Log;
  /** The kept decisions, newest first. @throws the store's error */
  decisionIds(): Promise<readonly string[]>;
  /** Null where none is kept under the id. @throws the store's error */
  readDecision(id: string): Promise<Decision | null>;
  /** Of pages, where nobody names one: the settings' language where there are pages in it. */
  readonly pageLanguage: PageLanguage;
  /** A kept decision as one self-contained page; null where none is kept under the id. @throws the store's error */
  decisionPage(id: string, language: PageLanguage): Promise<string | null>;
  /** The same of an answer that somebody saved; null where it is none. */
  answerPage(value: unknown, language: PageLanguage): Promise<string | null>;
  /** What was asked and answered since the start. */
  figures(): Promise<AppFigures>;
  /** Ends connections and the sandbox. */
  close(): Promise<void>;
}

/** Puts the parts together. Reads no network, opens no port and no store before the first call that needs one. */
export function createApp(config: Config, writeLog: (line: string) => void): App {
  const secrets = createKnownSecrets(secretsOf(config));
  const log = createLog(config.logLevel, writeLog, (text) => redact(text, secrets.all()), Date.now);
  for (const { variable, message } of config.problems) log("warn", "bad_setting", { variable, message });
  for (const variable of config.unknown) log("warn", "unknown_setting", { variable });

  const counts = new Map<string, { calls: number; failures: number; seconds: number }>();
  let tools: ReturnType<typeof loadTools> | null = null;
  const marketOpening = createOpening(async () => (await import("./open-market.ts")).openMarket(config, log, secrets.learn));
  const market = async (): Promise<OpenMarket["market"]> => {
    refuseBadSettings(config);
    return (await marketOpening.open()).market;
  };

  // What outlives the process apart from the market: a question about offers alone opens no marketplace.
  const kept = createOpening(async () => (await import("./open-kept.ts")).openKept(config, log));
  const dayRates = config.dayRates ? async () => (await kept.open()).rates?.now() ?? { rates: null, note: null } : undefined;

  const decisions = async () => (await kept.open()).decisions;
  const decisionIds = async (): Promise<readonly string[]> => (await decisions()).ids();
  // A list that cannot be read completes nothing.
  const idsToComplete = (): Promise<readonly string[]> => decisionIds().catch(() => []);

  const pageLanguage = /^zh\b/i.test(config.language) ? "zh" : "en";
  const decisionPage: App["decisionPage"] = async (id, language) => {
    const decision = await (await decisions()).get(id);
    return decision && (await import("./decision-page.ts")).decisionPage(decision, language);
  };

  return {
    version: VERSION,
    definitions: TOOL_DEFINITIONS,
    instructions: instructions(config.mode, EXAMPLES),
    completions: {
      references: config.mode === "sandbox" ? Object.values(EXAMPLES).flat() : [],
      countries: COUNTRY_CODES,
      decisionIds: idsToComplete,
    },
    asksBuyer: config.asksBuyer,
    texts: {
      ...documents,
      sandbox: listSandbox,
      decisionIds: idsToComplete,
      decisionPage: (id) => decisionPage(id, pageLanguage),
    },
    view: config.offersView
      ? { tool: "compare_purchase_options", page: async () => (await import("../report/app-view.ts")).decisionView() }
      : null,
    pageLanguage,
    log,
    decisionIds,
    readDecision: async (id) => (await decisions()).get(id),
    decisionPage,

    async answerPage(value, language) {
      const { answerIn, answerPage } = await import("./decision-page.ts");
      const answer = answerIn(value);
      return answer && answerPage(answer, language);
    },

    async call(name, input, asking) {
      // Loaded by the first call, not by the start: a host lists the tools of many servers and calls those of few.
      tools ??= loadTools(config);
      const { callTool, TOOLS, defaults } = await tools;
      const tool = TOOLS.find((candidate) => candidate.name === name);
      if (tool === undefined) throw new Fault({ kind: "bad_input", message: `There is no tool ${name}` });
      const context: ToolContext = {
        ...asking,
        mode: config.mode,
        market,
        defaults,
        ...(dayRates === undefined ? {} : { dayRates }),
        decisions,
        now: Date.now,
      };
      const startedMs = performance.now();
      const result = await callTool(tool, input, context, (error) =>
        log("warn", "defect", { tool: name, error: stackOf(error) }),
      );
      const { calls, failures, seconds } = counts.get(name) ?? { calls: 0, failures: 0, seconds: 0 };
      const took = (performance.now() - startedMs) / 1_000;
      counts.set(name, { calls: calls + 1, failures: failures + Number(result.isError), seconds: seconds + took });
      // Whatever way one came into an answer: no secret goes to the model.
      return secrets.without(result);
    },

    async figures() {
      const idle: MarketFigures = { gateways: [] };
      const market = await (await marketOpening.opened())?.figures();
      return { tools: [...counts].map(([tool, figures]) => ({ tool, ...figures })), ...(market ?? idle) };
    },

    async close() {
      // What never opened has nothing to close, and its caller has been told why.
      await (await kept.opened())?.close();
      await (await marketOpening.opened())?.close();
    },
  };
}

/** Opens once, at the first call; anew after a failure: a person may mend meanwhile what stood in the way. */
function createOpening<Opened>(make: () => Promise<Opened>) {
  let opening: Promise<Opened> | null = null;
  return {
    open(): Promise<Opened> {
      opening ??= make().catch((error: unknown) => {
        opening = null;
        throw error;
      });
      return opening;
    },
    /** What is open, or is just being opened; null where nothing is. */
    opened: async (): Promise<Opened | null> => (await opening?.catch(() => null)) ?? null,
  };
}

async function loadTools(config: Config) {
  const [{ TOOLS }, { callTool }, defaults] = await Promise.all([
    import("../tools/index.ts"),
    import("../tools/call-tool.ts"),
    buyerDefaults(config),
  ]);
  return { TOOLS, callTool, defaults };
}

const buyerDefaults = async (config: Config): Promise<BuyerDefaults> => ({
  country: config.country,
  currency: config.currency,
  language: config.language,
  fx: config.fx ?? (config.mode === "sandbox" && !config.dayRates ? await sandboxRates() : null),
  maxDisputeRate: config.maxDisputeRate,
  maxRefundRate: config.maxRefundRate,
});

const sandboxRates = async (): Promise<ExchangeRates> => (await import("../sandbox/exchange.ts")).SANDBOX_RATES;

/** What must not stand in the log or in an answer, whatever the sentence around it. */
const secretsOf = ({ marketplaces, redisUrl, stateKey, http }: Config): readonly Secret[] => [
  ...Object.values(marketplaces).flatMap(({ credentials, accessToken, refreshToken }) => [
    ...(credentials === null ? [] : [credentials.appSecret]),
    ...[accessToken, refreshToken].filter((token) => token !== null),
  ]),
  ...[redisUrl, stateKey, http.token].filter((secret) => secret !== null),
];

/** @throws Fault that names every bad variable, so that one round mends them all. */
function refuseBadSettings({ problems }: Config): void {
  if (problems.length === 0) return;
  const list = problems.map(({ variable, message }) => `${variable}: ${message}`).join("; ");
  throw new Fault({
    kind: "misconfigured",
    message: `The server's settings are wrong. ${list}`,
    next: "Correct these variables, then restart the server.",
  });
}

/** For the log: the error with the causes that led to it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack ?? error.message}${error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`}`;
}
