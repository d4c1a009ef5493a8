import { shortened } from "../wording/shortened.ts";
import { LINE_WIDTH } from "../wording/writers.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { firstTwo } from "./concise.ts";
import { grouped } from "./messages/units.ts";
import { alarmsOf, firstAlarm } from "./said/alarms.ts";
import { amountText, byKnownTotal, difference } from "./said/because.ts";
import { listed } from "./said/figures.ts";
import { fullName, nameAmong, nameOf } from "./said/names.ts";
import { reasonText } from "./said/reasons.ts";

const REMARK = 60;
const REASON = 90;
// The comma before a remark and the mark after it.
const MARKS = 4;
// Less says nothing.
const FEW_WORDS = 20;

/** Those that come after the first two, each with what it costs more and what is to be known of it. */
export function behindText(answer: ComparisonAnswer, most: number): readonly string[] {
  const first = firstTwo(answer);
  const rest = answer.options
    .filter((option) => option.state === "feasible" && option.cost && !first.includes(option))
    .sort(byKnownTotal);
  const parts = rest.slice(0, most).map((option) => {
    const rival = first.find(({ cost }) => cost?.missing.join() === option.cost?.missing.join()) ?? first[0];
    const over = rival ? ` (${moreText(option, rival)} on ${nameOf(rival)})` : "";
    const remark = firstAlarm(option);
    const head = `${fullName(option)} ${grouped(option.cost?.total.low ?? "")}${over}`;
    const room = Math.min(REMARK, LINE_WIDTH - head.length - MARKS);
    return remark === null || room < FEW_WORDS ? head : `${head}, ${shortened(remark, room)}`;
  });
  const more = rest.slice(most);
  if (more.length > 0) parts.push(`${most === 0 ? "" : "and "}${restText(more)}`);
  return listed("Behind:", parts);
}

/** "4 more, 12,061.27 to 41,750.00", "AliExpress store (aliexpress:…) 41,750.00" where it is one. */
function restText(rest: readonly OptionAnswer[]): string {
  const [low, high] = [rest[0]?.cost?.total.low ?? "", rest.at(-1)?.cost?.total.low ?? ""];
  return rest.length === 1 && rest[0]
    ? `${rest[0].ref} ${grouped(low)}`
    : `${rest.length} more, ${grouped(low)} to ${grouped(high)}`;
}

/** "+1,204.50". */
function moreText(option: OptionAnswer, rival: OptionAnswer): string {
  const more = difference(option, rival);
  return `${more.isNegative() ? "-" : "+"}${amountText(more.abs(), option)}`;
}

/** Those that cannot be bought as asked, with why and what would be possible. */
export function outText(answer: ComparisonAnswer, most: number): readonly string[] {
  const out = answer.options.filter(({ state }) => state !== "feasible");
  const parts = out.slice(0, most).map((option) => {
    const nearest = option.nearest
      ? `, possible at ${grouped(option.nearest.quantity)} for ${grouped(option.nearest.total)}`
      : "";
    return `${shortened(fullName(option), 90)}, ${shortened(reasonText(option), option.state === "error" ? 150 : REASON)}${nearest}`;
  });
  if (out.length > most)
    parts.push(
      `${most === 0 ? "" : "and "}${out.length - most} more: ${[...new Set(out.slice(most).map(reasonText))].slice(0, 2).join("; ")}`,
    );
  return listed("Out:", parts);
}

/** Alarms of the first two: what a buyer has to know before paying. */
export function carefulText(answer: ComparisonAnswer): readonly string[] {
  return listed(
    "Careful:",
    firstTwo(answer).flatMap((option, _, both) => {
      const alarms = alarmsOf(option).map(({ words }) => words);
      return alarms.length === 0 ? [] : [`${nameAmong(option, both)}: ${shortened(alarms.slice(0, 2).join("; "), 125)}`];
    }),
  );
}
