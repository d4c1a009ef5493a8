/** What a server has done since its start. Seconds; quota in calls that may leave now. */
export interface ServerFigures {
  readonly tools: readonly {
    readonly tool: string;
    readonly calls: number;
    readonly failures: number;
    readonly seconds: number;
  }[];
  readonly gateways: readonly {
    readonly gateway: string;
    readonly calls: number;
    readonly failures: number;
    readonly seconds: number;
    /** Null where nobody knows. */
    readonly quotaLeft: number | null;
    /** Questions to the cache for its answers: answered within their life, and not. */
    readonly cache: { readonly hits: number; readonly misses: number };
  }[];
}

type Labels = Readonly<Record<string, string>>;

/** The figures in Prometheus' text format, version 0.0.4. */
export function metricsText({ tools, gateways }: ServerFigures): string {
  const ofTools = tools.map((one) => [{ tool: one.tool }, one] as const);
  const ofGateways = gateways.map((one) => [{ gateway: one.gateway }, one] as const);
  return [
    family(
      "sourcing_tool_calls_total",
      "counter",
      "Tool calls answered.",
      ofTools.map(([labels, one]) => [labels, one.calls]),
    ),
    family(
      "sourcing_tool_failures_total",
      "counter",
      "Tool calls answered by an error.",
      ofTools.map(([labels, one]) => [labels, one.failures]),
    ),
    family(
      "sourcing_tool_seconds_total",
      "counter",
      "Time spent in tool calls.",
      ofTools.map(([labels, one]) => [labels, one.seconds]),
    ),
    family(
      "sourcing_gateway_calls_total",
      "counter",
      "Calls that left for a gateway.",
      ofGateways.map(([labels, one]) => [labels, one.calls]),
    ),
    family(
      "sourcing_gateway_failures_total",
      "counter",
      "Calls that a gateway failed.",
      ofGateways.map(([labels, one]) => [labels, one.failures]),
    ),
    family(
      "sourcing_gateway_seconds_total",
      "counter",
      "Time a gateway took to answer.",
      ofGateways.map(([labels, one]) => [labels, one.seconds]),
    ),
    family(
      "sourcing_gateway_quota_left",
      "gauge",
      "Calls that may leave now.",
      ofGateways.flatMap(([labels, { quotaLeft }]) => (quotaLeft === null ? [] : [[labels, quotaLeft] as const])),
    ),
    family(
      "sourcing_cache_hits_total",
      "counter",
      "Questions for a gateway's answers that the cache answered.",
      ofGateways.map(([labels, one]) => [labels, one.cache.hits]),
    ),
    family(
      "sourcing_cache_misses_total",
      "counter",
      "Questions for a gateway's answers that the cache could not answer.",
      ofGateways.map(([labels, one]) => [labels, one.cache.misses]),
    ),
  ].join("");
}

function family(name: string, type: "counter" | "gauge", help: string, rows: readonly (readonly [Labels, number])[]): string {
  const lines = rows.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/[\\"\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`))}"`,
  );
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}
