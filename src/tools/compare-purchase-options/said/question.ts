import type { Comparison, Question } from "../../../domain/comparison.ts";
import { LINE_ZH, RATE_LINES, type WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import { countryInWords, countryName } from "../../../domain/verdict/question-words.ts";
import { snakeCased } from "../../wording/snake-case.ts";
import type { ComparisonAnswer } from "../answer-schema.ts";
import { counted } from "../messages/units.ts";
import { spoken } from "./figures.ts";

type AskNext = NonNullable<ComparisonAnswer["verdict"]["ask_next"]>;

/** The question in both languages, with the quantity that the plan buys and no field's name: `answers` says where each goes. */
export function questionWords(question: Question, comparison: Comparison): AskNext {
  const { kind, lines, questionEn, questionZh, quoteUnder: _rule, skus: _skus, ...plain } = question;
  const own = kind === "way" && plain.to !== "supplier" && lines.length > 0 ? wayWords(question, comparison) : null;
  return {
    ...snakeCased(plain),
    question_en: own?.en ?? withoutFields(questionEn),
    question_zh: own?.zh ?? questionZh,
    settles: withoutFields(plain.settles),
  };
}

/** A question of the domain may name the field that takes its answer. */
const withoutFields = (text: string): string =>
  text
    .replace(/\s*\((?:costs|fx|facts)[\w.,\s["\]]*\)/g, "")
    .replace(/\s*Give (?:it|the sum) as [^.]*?(?:costs|fx)\S*[^.]*\.(?=\s|$)/g, "")
    .replaceAll("`", "")
    .replace(/(?<=[a-z])_(?=[a-z])/g, " ");

function wayWords({ lines, answers }: Question, { verdict, ranks, options, unit, quantity, destination }: Comparison) {
  const asked = [answers[0]?.for, verdict.contenders[0], ranks.cost[0]].find((ref) => options.some((one) => one.ref === ref));
  const amount = counted(options.find(({ ref }) => ref === asked)?.buy?.quantity ?? quantity, unit);
  const carriage = lines.filter((line) => !RATE_LINES.has(line));
  const rates = lines.filter((line) => RATE_LINES.has(line));
  const [to, toZh] = [countryInWords(destination), countryName(destination, "zh")];
  const zh = (names: readonly WayLine[]): string => names.map((name) => LINE_ZH[name]).join("、");
  return {
    en:
      `What does a forwarder charge for ${amount.en} from the seller to your door in ${to}, with ${carriage.map(spoken).join(", ")}` +
      `${rates.length === 0 ? "" : `, and what is the rate of ${rates.map(spoken).join(" and ")}`}?`,
    zh: `请问${amount.zh}货物从卖家处运到${toZh}门口的全程运费是多少(含${zh(carriage)})?${rates.length === 0 ? "" : `${zh(rates)}是多少?`}`,
  };
}
