import { readFile } from "node:fs/promises";

// The folder of documents stands two levels up from the sources and from the bundle's chunks alike.
const read = (name: string): Promise<string> => readFile(new URL(`../../docs/${name}`, import.meta.url), "utf8");

/** The documents that a client can read as resources. */
export const documents = {
  method: () => read("method.md"),
  terms: () => read("terms.md"),
} as const;

/** The sandbox's listings, a table for each family: references, title, whether it is on sale. */
export async function listSandbox(): Promise<string> {
  const [{ LISTINGS, referencesOf }, { FAMILIES }] = await Promise.all([
    import("../sandbox/catalogue/catalogue.ts"),
    import("../sandbox/catalogue/listing.ts"),
  ]);
  const families = FAMILIES.map((family) => {
    const rows = LISTINGS.filter((listing) => listing.family === family).map((listing) => {
      const title = listing.title["en"] ?? Object.values(listing.title)[0] ?? "";
      return `| ${referencesOf(listing).join(", ")} | ${title.replaceAll("|", "/")} | ${listing.status.replace("_", " ")} |`;
    });
    return `## ${family}\n\n| reference | title | state |\n|---|---|---|\n${rows.join("\n")}`;
  });
  return `# The sandbox's listings\n\nInvented from the first to the last: suppliers, prices and stock too.\n\n${families.join("\n\n")}\n`;
}
