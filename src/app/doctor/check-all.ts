import type { Config } from "../../config/config.ts";
import type { Log } from "../../log.ts";
import { MARKETPLACES } from "../../model/marketplace.ts";
import type { Check } from "./check.ts";
import { checkGateway } from "./check-gateway.ts";
import { checkState } from "./check-state.ts";

/** Looks at everything that a server in these settings would use. Each configured gateway is asked once. */
export async function checkAll(config: Config, log: Log): Promise<readonly Check[]> {
  const settings = checkSettings(config);
  const state = await checkState(config, log);
  // What a server would refuse to ask is not asked here either.
  const gateways: readonly Check[] =
    config.problems.length > 0
      ? [{ area: "gateways", state: "note", message: "No gateway was asked: the settings come first" }]
      : (await Promise.all(MARKETPLACES.map((marketplace) => checkGateway(config, marketplace, log)))).flat();
  return [...settings, ...state, ...gateways];
}

function checkSettings(config: Config): readonly Check[] {
  const problems = config.problems.map(
    ({ variable, message }): Check => ({ area: "settings", state: "bad", message: `${variable}: ${message}` }),
  );
  const unknown = config.unknown.map(
    (variable): Check => ({
      area: "settings",
      state: "note",
      message: `${variable} is no setting of this server: is it misspelt?`,
    }),
  );
  return [modeCheck(config), ...problems, ...unknown];
}

function modeCheck({ mode, marketplaces }: Config): Check {
  const asked = MARKETPLACES.filter((marketplace) => marketplaces[marketplace].credentials !== null);
  if (mode === "sandbox") {
    const unused = asked.length === 0 ? "" : `; the credentials for ${asked.join(", ")} are not used: set SOURCING_MODE=live`;
    const message = `Sandbox: all listings are invented, and no platform is asked: what follows speaks of the sandbox alone${unused}`;
    return { area: "settings", state: asked.length === 0 ? "good" : "note", message };
  }
  if (asked.length === 0) return { area: "settings", state: "bad", message: "Live mode, and no marketplace has credentials" };
  return { area: "settings", state: "good", message: `Live, with credentials for ${asked.join(", ")}` };
}
