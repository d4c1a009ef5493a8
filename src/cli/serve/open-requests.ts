import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/server";

/** The requests of a connection that wait for their answers. */
export interface OpenRequests {
  received(message: JSONRPCMessage): void;
  sent(message: JSONRPCMessage): void;
  /** Resolves once none is open. */
  allClosed(): Promise<void>;
}

export function createOpenRequests(): OpenRequests {
  const open = new Set<RequestId>();
  let tell: () => void = () => undefined;
  const close = (id: RequestId): void => {
    open.delete(id);
    if (open.size === 0) tell();
  };
  return {
    received(message) {
      if (!("method" in message)) return;
      if ("id" in message) open.add(message.id);
      // A withdrawn request gets no answer.
      else if (message.method === "notifications/cancelled") close(message.params?.["requestId"] as RequestId);
    },
    sent(message) {
      if (!("method" in message) && message.id !== undefined) close(message.id);
    },
    allClosed: () =>
      new Promise((resolve) => {
        if (open.size === 0) resolve();
        else tell = resolve;
      }),
  };
}
