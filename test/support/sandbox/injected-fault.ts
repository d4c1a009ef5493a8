import type { ServerResponse } from "node:http";
import type { GatewayId } from "../../../src/model/marketplace.ts";
import { jsonText, type Said, writeSaid } from "../../../src/sandbox/wire.ts";

/**
 * What a gateway can be made to do instead of answering well. `answered` answers with the given status, headers and body; `late` answers
 * truly after a while; `short` promises the whole answer and ends in its middle; `silent` never answers; `reset` cuts the connection.
 */
export type InjectedFault =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "late"; readonly afterMs: number }
  | { readonly kind: "short" }
  | { readonly kind: "silent" }
  | { readonly kind: "reset" };

export interface FaultPlan {
  plan(gateway: GatewayId, fault: InjectedFault, times: number): void;
  /** The next fault planned for the gateway, used up; null where none is. */
  take(gateway: GatewayId): InjectedFault | null;
}

export function faultBox(): FaultPlan {
  const planned = new Map<GatewayId, readonly InjectedFault[]>();
  return {
    plan(gateway, fault, times) {
      planned.set(gateway, [...(planned.get(gateway) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    take(gateway) {
      const [next, ...rest] = planned.get(gateway) ?? [];
      planned.set(gateway, rest);
      return next ?? null;
    },
  };
}

/** Plays the fault on the wire. `said` is what the dialect has to say. */
export function misbehave(outgoing: ServerResponse, fault: InjectedFault, said: Said): void {
  switch (fault.kind) {
    case "answered":
      outgoing.writeHead(fault.status, { "content-type": "text/html;charset=UTF-8", ...fault.headers });
      outgoing.end(fault.body);
      return;
    case "late":
      setTimeout(() => writeSaid(outgoing, said), fault.afterMs).unref();
      return;
    case "short": {
      const bytes = Buffer.from(jsonText(said.body), "utf8");
      outgoing.writeHead(said.status, { "content-type": "application/json;charset=UTF-8", "content-length": bytes.length });
      outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
      return;
    }
    case "silent":
      return;
    case "reset":
      outgoing.destroy();
  }
}
