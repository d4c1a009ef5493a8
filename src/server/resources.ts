import { type McpServer, ResourceNotFoundError, ResourceTemplate } from "@modelcontextprotocol/server";

const MARKDOWN = "text/markdown";

/** Texts beside the tools, read when they are asked for. */
export interface ResourceTexts {
  readonly method: () => Promise<string>;
  readonly terms: () => Promise<string>;
  readonly sandbox: () => Promise<string>;
  /** A kept decision as one self-contained page; null where none has that id. */
  readonly decisionPage: (id: string) => Promise<string | null>;
  /** Newest first. */
  readonly decisionIds: () => Promise<readonly string[]>;
}

const RESOURCES = [
  {
    name: "method",
    title: "How totals, verdicts and scores are worked out",
    description:
      "The cost lines, who pays them under which trade term, what makes a winner, and the supplier score, with sources.",
  },
  {
    name: "terms",
    title: "The cost lines and the eleven trade terms",
    description: "What each word of an answer means to a first importer, with its Chinese name.",
  },
  {
    name: "sandbox",
    title: "The sandbox's listings",
    description: "The invented listings by product family, with references to try and what each is there to show.",
  },
] as const;

/** Adds the texts under `sourcing://` and the pages of kept decisions. */
export function registerResources(server: McpServer, texts: ResourceTexts): void {
  for (const { name, title, description } of RESOURCES)
    server.registerResource(name, `sourcing://${name}`, { title, description, mimeType: MARKDOWN }, async (uri) => ({
      contents: [{ uri: uri.href, mimeType: MARKDOWN, text: await texts[name]() }],
    }));
  const template = new ResourceTemplate("sourcing://decision/{id}", {
    // A list of decisions would change at run time, and lists here do not.
    list: undefined,
    complete: { id: async (value) => (await texts.decisionIds()).filter((id) => id.startsWith(value)) },
  });
  const title = "A kept comparison as a page";
  const description =
    "Headline and rule, the cost lines of each option, cost against quantity, questions and messages; to print or to send.";
  server.registerResource("decision", template, { title, description, mimeType: "text/html" }, async (uri, { id }) => {
    const page = typeof id === "string" ? await texts.decisionPage(id) : null;
    if (page === null)
      throw new ResourceNotFoundError(
        uri.href,
        `No decision is kept under ${uri.href}: buyers' figures stand 90 days, and a purge removes them`,
      );
    return { contents: [{ uri: uri.href, mimeType: "text/html", text: page }] };
  });
}
