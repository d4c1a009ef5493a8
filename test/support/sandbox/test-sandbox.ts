import { type GatewayId, MARKETPLACES, type Marketplace } from "../../../src/model/marketplace.ts";
import { answerTo, type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/server.ts";
import { type Said, writeSaid } from "../../../src/sandbox/wire.ts";
import { faultBox, type InjectedFault, misbehave } from "./injected-fault.ts";
import { type Revocation, revocation } from "./revocable-tokens.ts";

/** One request as the sandbox saw it. */
export interface SandboxVisit {
  readonly gateway: GatewayId;
  readonly method: string;
  readonly path: string;
  /** The ids asked for; empty for token calls and for what could not be read. */
  readonly ids: readonly string[];
  /** Arrival, on the sandbox's clock. */
  readonly atMs: number;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  /** The dialect's error code; null for a success. */
  readonly code: string | null;
}

/** A sandbox with a test's hands on it. */
export interface TestSandbox extends Sandbox {
  readonly history: readonly SandboxVisit[];
  /** Ends every access token of the marketplace, as when consent is withdrawn; `refreshToo` ends the refresh tokens as well. */
  revokeToken(marketplace: Marketplace, refreshToo?: boolean): void;
  /** The next `times` requests to the gateway meet the fault instead of the dialect. */
  fail(gateway: GatewayId, fault: InjectedFault, times?: number): void;
}

/** Starts the sandbox and stands in front of its gateways. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const faults = faultBox();
  const history: SandboxVisit[] = [];
  const revocations = new Map(MARKETPLACES.map((marketplace) => [marketplace, revocation()] as const));

  const sandbox = await startSandbox(options, (visit) => {
    const { asked, outgoing, dialect } = visit;
    const desk = { ...visit.desk, tokens: revocationOf(revocations, dialect.marketplace).over(visit.desk.tokens) };
    const fault = faults.take(dialect.id);
    const said: Said =
      fault?.kind === "answered" ? { status: fault.status, body: null, code: null } : answerTo({ ...visit, desk });
    // Before the answer leaves, so that whoever has the answer finds it in the history.
    history.push({
      gateway: dialect.id,
      method: asked.method,
      path: asked.path,
      ids: idsIn(asked.parameters),
      atMs: asked.atMs,
      status: fault?.kind === "silent" || fault?.kind === "reset" ? 0 : said.status,
      code: fault ? "injected" : said.code,
    });
    if (fault) misbehave(outgoing, fault, said);
    else writeSaid(outgoing, said);
  });

  return {
    ...sandbox,
    history,
    revokeToken: (marketplace, refreshToo = false) => revocationOf(revocations, marketplace).revoke(refreshToo),
    fail: (gateway, fault, times = 1) => faults.plan(gateway, fault, times),
  };
}

function revocationOf(revocations: ReadonlyMap<Marketplace, Revocation>, marketplace: Marketplace): Revocation {
  const found = revocations.get(marketplace);
  if (!found) throw new Error(`No token desk for ${marketplace}.`);
  return found;
}

const ID_FIELD = /"(?:offerId|productId|product_ids?)":\s*"?\[?([\d,\s"]+)/;

/** The ids a request asks for, wherever its dialect puts them. */
function idsIn(parameters: Readonly<Record<string, string>>): readonly string[] {
  const plain = ["product_id", "productId", "productID", "item_id", "product_ids"].flatMap((name) => parameters[name] ?? []);
  const nested = ["offerDetailParam", "queryDeliveryReq", "query_req", "param0", "inv_req"].flatMap(
    (name) => ID_FIELD.exec(parameters[name] ?? "")?.[1] ?? [],
  );
  return [...plain, ...nested].flatMap((text) => text.match(/\d+/g) ?? []);
}
