import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { type BuyerQuestion, type FilledIn, OpenQuestion } from "../tools/buyer-question.ts";

/** The form's name among what a client is asked for. */
const ANSWER = "answer";
// Clients of the 2025 protocol hold the call open while the buyer reads, and many end one after 60 s: every call ends within 45.
const CALL_MS = 45_000;
const RESERVE_MS = 2_000;
/** Less is no time to read a question in. */
const LEAST_PATIENCE_MS = 5_000;

/**
 * How a question reaches the buyer of this call, or null where its client has no forms. In the 2026 protocol the client asks and
 * calls again with the answer; in the 2025 protocol the server asks while the call is open.
 */
export function askerOf(server: McpServer, context: ServerContext): ((question: BuyerQuestion) => Promise<FilledIn>) | null {
  const { envelope, inputResponses, droppedInputResponseKeys = [] } = context.mcpReq;
  if (envelope === undefined)
    return hasForms(server.server.getClientCapabilities()) ? askWhileOpen(context, performance.now()) : null;
  // The SDK's type of an envelope names none of its keys.
  const declared = (envelope as { readonly [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities })[CLIENT_CAPABILITIES_META_KEY];
  if (!hasForms(declared)) return null;
  return async (question) => {
    // Once: whatever came back, it is the answer.
    if (inputResponses === undefined && droppedInputResponseKeys.length === 0) throw new OpenQuestion(question);
    return filledIn(inputResponse(inputResponses, ANSWER));
  };
}

/** The result that has a client of the 2026 protocol ask the buyer. */
export const askFirst = (question: BuyerQuestion): InputRequiredResult =>
  inputRequired({ inputRequests: { [ANSWER]: inputRequired.elicit(formOf(question)) } });

function askWhileOpen(context: ServerContext, startedMs: number) {
  return async (question: BuyerQuestion): Promise<FilledIn> => {
    const timeout = Math.floor(CALL_MS - RESERVE_MS - (performance.now() - startedMs));
    if (timeout < LEAST_PATIENCE_MS) return null;
    const request = { method: "elicitation/create", params: formOf(question) } as const;
    // Too late, refused by the host, gone away: the comparison stands as it is.
    const answer = await context.mcpReq.send(request, { timeout, signal: context.mcpReq.signal }).catch(() => null);
    return filledIn(inputResponse({ [ANSWER]: answer }, ANSWER));
  };
}

// A client that names no kind of form has the plain one: the word is older than its kinds.
const hasForms = (capabilities: ClientCapabilities | undefined): boolean => {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
};

const filledIn = (view: ReturnType<typeof inputResponse>): FilledIn =>
  view.kind === "elicit" && view.action === "accept" ? (view.content ?? null) : null;

const formOf = ({ message, fields }: BuyerQuestion): ElicitRequestFormParams => ({
  mode: "form",
  message,
  requestedSchema: {
    type: "object",
    properties: Object.fromEntries(
      fields.map(({ name, ...field }) => [name, "enum" in field ? { ...field, enum: [...field.enum] } : field]),
    ),
    // One figure is the whole question; of several each helps by itself.
    ...(fields.length === 1 ? { required: fields.map(({ name }) => name) } : {}),
  },
});
