import { createHash } from "node:crypto";
import { countryInWords, countryName } from "../domain/verdict/question-words.ts";
import { counted } from "../tools/compare-purchase-options/messages/units.ts";
import { nameOf } from "../tools/compare-purchase-options/said/names.ts";
import { isInvented } from "../tools/compare-purchase-options/said/notes.ts";
import { barsPart } from "./bars.ts";
import { curvePart } from "./curve.ts";
import { decisionPart } from "./decision.ts";
import { linesTable } from "./lines-table.ts";
import { escaped, html, type Markup } from "./markup.ts";
import { changesPart, messagesPart } from "./messages.ts";
import { optionsTable } from "./options-table.ts";
import { orderedOptions, type Report, type Sheet } from "./report.ts";
import { sourcesPart } from "./sources.ts";
import { splitPart } from "./split.ts";
import { STYLE } from "./style.ts";
import { WORDS } from "./words.ts";

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
// No script, no picture, no font, no address: what a seller wrote has nothing to reach, whatever a reader overlooked.
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * A decision as one page that stands by itself: no network, no script, two sheets of A4 at the most.
 * @example reportPage({ answer, curves: [], decidedAtMs: null, language: "en" })
 */
export function reportPage(report: Report): string {
  const { answer, language } = report;
  const words = WORDS[language];
  const names = answer.options.flatMap((option) => (nameOf(option) === option.ref ? [] : [nameOf(option)]));
  const sheet: Sheet = { ...report, words, ordered: orderedOptions(answer), names };
  const title = `${words.kind}: ${counted(answer.quantity, answer.unit)[language]}, ${answer.destination}`;
  return documentOf(title, language, pageBody(sheet));
}

function pageBody(sheet: Sheet): Markup {
  return html`<header>${headLine(sheet)}</header>
<main>${decisionPart(sheet)}${barsPart(sheet)}${curvePart(sheet)}<div class="pair">${splitPart(sheet)}${changesPart(sheet)}</div>
${optionsTable(sheet)}<div class="pair">${linesTable(sheet)}${messagesPart(sheet)}</div></main>
<footer>${sourcesPart(sheet)}</footer>`;
}

function headLine({ answer, words, language, decidedAtMs }: Sheet): Markup {
  const asked = counted(answer.quantity, answer.unit)[language];
  const where = language === "zh" ? countryName(answer.destination, "zh") : countryInWords(answer.destination);
  const when = decidedAtMs === null ? null : new Date(decidedAtMs).toISOString().slice(0, 16).replace("T", " ");
  const parts = [
    words.kind,
    language === "zh" ? `${asked},运往${where}` : `${asked} to ${where}`,
    ...(when === null ? [] : [`${when} UTC`]),
  ];
  return html`<p>${parts.join(" · ")}${answer.decision_id ? html` · <code>${answer.decision_id}</code>` : null}</p>${
    isInvented(answer) ? html`<p class="sandbox">${words.sandbox}</p>` : null
  }`;
}

/** A whole document around a body: its policy names the one style sheet that it has. */
export function documentOf(title: string, language: Report["language"], body: Markup): string {
  return `<!DOCTYPE html>
<html lang="${language === "zh" ? "zh-CN" : "en"}" dir="ltr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>${body.text}</body></html>
`;
}
