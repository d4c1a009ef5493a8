import { Tokenizer } from "htmlparser2";

// Elements whose text is not for reading. The parser above the tokenizer keeps a stack that a hostile page makes quadratic, so
// the tokens are read here: one pass, no stack.
const DROPPED: ReadonlySet<string> = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "title",
  "textarea",
  "iframe",
  "noembed",
  "noframes",
  "xmp",
]);
const LINES: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr li main nav ol p pre section summary table tbody tfoot thead tr ul"
  ).split(" "),
);
const MARKUP = /<[a-z!/]/i;
// Each begins on a line of its own, and what follows does too.
const ITEMS: ReadonlySet<string> = new Set(["li", "tr", "dt", "dd", "br", "hr"]);
const CELLS: ReadonlySet<string> = new Set(["td", "th"]);

/** The text a reader of the page would see: line breaks and list items kept, scripts and styles dropped. */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  let dropped: string | null = null;
  // Without a single tag it is plain text, where line ends mean what they are.
  const isMarkup = MARKUP.test(html);
  const nameAt = (start: number, end: number): string => html.slice(start, end).toLowerCase();

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      ontext: (start, end) => {
        if (dropped === null) parts.push(isMarkup ? html.slice(start, end).replace(/\s/g, " ") : html.slice(start, end));
      },
      ontextentity: (codePoint) => {
        if (dropped === null) parts.push(String.fromCodePoint(codePoint));
      },
      onopentagname: (start, end) => {
        const name = nameAt(start, end);
        if (dropped === null && DROPPED.has(name)) dropped = name;
        if (dropped === null) parts.push(opening(name));
      },
      onclosetag: (start, end) => {
        const name = nameAt(start, end);
        if (dropped === null) parts.push(LINES.has(name) && !ITEMS.has(name) ? "\n" : "");
        else if (name === dropped) dropped = null;
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return tidy(parts.join(""));
}

const nothing = (): void => {};
const IGNORED = {
  onattribdata: nothing,
  onattribentity: nothing,
  onattribend: nothing,
  onattribname: nothing,
  oncdata: nothing,
  oncomment: nothing,
  ondeclaration: nothing,
  onend: nothing,
  onopentagend: nothing,
  onprocessinginstruction: nothing,
  onselfclosingtag: nothing,
};

const opening = (name: string): string => {
  if (name === "li") return "\n- ";
  if (CELLS.has(name)) return " ";
  return LINES.has(name) ? "\n" : "";
};

/** Single spaces inside a line, no blank ends, at most one empty line in a row. */
function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/[ \t\u00A0\r\f]+/g, " ").trim());
  return lines
    .filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""))
    .join("\n")
    .trim();
}
