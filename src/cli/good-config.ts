import { type Config, readConfig } from "../config/config.ts";
import { Fault } from "../model/fault.ts";

/** The settings, for a command that must not go by a default in the place of a bad one. @throws Fault that names every bad variable */
export function goodConfig(): Config {
  const config = readConfig();
  if (config.problems.length === 0) return config;
  const list = config.problems.map(({ variable, message }) => `${variable}: ${message}`).join("; ");
  throw new Fault({ kind: "misconfigured", message: `The settings are wrong. ${list}` });
}
