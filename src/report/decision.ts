import { counted, grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { alarmsOf } from "../tools/compare-purchase-options/said/alarms.ts";
import { figureWords, valueWords } from "../tools/compare-purchase-options/said/figures.ts";
import { limitFor } from "../tools/compare-purchase-options/said/headline.ts";
import { fullNameOf, optionOf } from "../tools/compare-purchase-options/said/names.ts";
import { alarmZh, chineseHeadline, chineseSteps, figureZh, unitZh } from "./chinese.ts";
import { ownWords } from "./chinese-sentences.ts";
import { html, type Markup, seller, withNames } from "./markup.ts";
import { type Sheet, shownName } from "./report.ts";

const MOST_ALARMS = 3;

type Stretch = Sheet["answer"]["verdict"]["rule"][number];

/** The headline, the rule in its stretches, and what to do now. */
export function decisionPart(sheet: Sheet): Markup {
  const { answer, words, language, names } = sheet;
  const { verdict } = answer;
  const headline = language === "zh" ? chineseHeadline(answer) : verdict.headline;
  const steps = language === "zh" ? chineseSteps(answer) : verdict.next_steps;
  const rule = verdict.rule.length < 2 ? null : rulePart(sheet);
  return html`<section aria-labelledby="headline">
<h1 id="headline">${withNames(headline, names)}</h1>
${because(sheet)}${rule}
${steps.length === 0 ? null : html`<p class="now"><strong>${words.now}:</strong> ${withNames(steps.join(language === "zh" ? "" : " "), names)}</p>`}
${budgetPart(sheet)}${carefulPart(sheet)}
</section>`;
}

/** The totals and what none of them holds; the Chinese page tells it by its table. */
function because({ answer, language, names }: Sheet): Markup | null {
  const { because: why, headline } = answer.verdict;
  return language === "zh" || why === headline ? null : html`<p>${withNames(why, names)}</p>`;
}

/** What a buyer has to know before trusting the first two. */
function carefulPart(sheet: Sheet): Markup | null {
  const { ordered, words, language } = sheet;
  const rows = ordered
    .filter(({ state }) => state === "feasible")
    .slice(0, 2)
    .flatMap((option) =>
      alarmsOf(option)
        .slice(0, MOST_ALARMS)
        .map((alarm) => {
          const chinese = language === "zh" ? alarmZh(alarm) : null;
          return html`<li>${seller(shownName(option, sheet), 40)}: ${chinese ?? ownWords([alarm.words], language)}</li>`;
        }),
    );
  if (rows.length === 0) return null;
  return html`<p><strong>${words.careful}:</strong></p><ul class="plain">${rows}</ul>`;
}

function rulePart(sheet: Sheet): Markup {
  const { answer, words, names } = sheet;
  const rows = answer.verdict.rule.map(
    (stretch, index) => html`<li><span class="when">${conditionText(stretch, sheet)}</span>
<span><b class="key k${index === 0 ? "1" : "2"}">${words.buy(boughtText(stretch.buy, sheet))}</b> ${withNames(fullNameOf(answer, stretch.buy), names)}${stretch.likely ? null : html` <i>(${words.unlikely})</i>`}</span></li>`,
  );
  return html`<h2>${words.rule}</h2><ol class="rule">${rows}</ol>`;
}

function boughtText(ref: string, { answer, language }: Sheet): string {
  const buy = optionOf(answer, ref)?.buy;
  return buy ? counted(buy.quantity, answer.unit)[language] : "";
}

/** The stretch's ends in words; a lump sum is told for the quantity that the first of the rule buys, as in the headline. */
function conditionText({ when }: Stretch, { answer, words, language }: Sheet): string {
  if (when === null) return words.always;
  const first = answer.verdict.rule[0];
  const bought = (first && optionOf(answer, first.buy)?.buy?.quantity) ?? answer.quantity;
  const value = (limit: string): string =>
    valueWords(
      when.what,
      limitFor(limit, when, bought, answer),
      when.unit === "fraction" ? "" : language === "zh" ? unitZh(when.unit) : when.unit,
    );
  const figure = language === "zh" ? figureZh(when.what) : figureWords(when.what);
  const owner = when.for === null ? "" : ` (${when.for})`;
  const ends =
    language === "zh"
      ? [when.above === null ? "" : `不低于${value(when.above)}`, when.below === null ? "" : `低于${value(when.below)}`]
      : [
          when.above === null ? "" : `at least ${value(when.above)}`,
          when.below === null ? "" : `less than ${value(when.below)}`,
        ];
  return `${figure}${owner}: ${ends.filter((end) => end !== "").join(language === "zh" ? "且" : " and ")}`;
}

function budgetPart({ answer, words }: Sheet): Markup | null {
  const { budget, currency } = answer;
  if (budget === null) return null;
  const most = budget.most_quantity === null ? "" : `, ${words.most(grouped(budget.most_quantity))}`;
  return html`<p>${words.budget}: ${grouped(budget.amount)} ${currency}${most}</p>`;
}
