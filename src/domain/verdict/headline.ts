import type { Verdict } from "../comparison.ts";
import type { Contest } from "./contest.ts";

const MAX_HEADLINE = 200;

/** What a buyer would say. */
export function headlineOf(
  { state, winner, rule, contenders }: Omit<Verdict, "headline" | "nextSteps">,
  contest: Contest,
): string {
  const { request, options } = contest;
  const named = (ref: string): string => {
    const name = options.find((option) => option.ref === ref)?.listing.product.supplier.name;
    return name == null ? ref : `${[...name].slice(0, 40).join("")} (${ref})`;
  };
  const [first, second] = rule;
  const texts: Readonly<Record<Verdict["state"], string>> = {
    winner: `Buy ${request.quantity} from ${winner === null ? "" : named(winner)}`,
    conditional:
      first?.when && second
        ? `Buy from ${named(first.buy)} if ${first.when.what.length > 1 ? "the way" : (first.when.what[0] ?? "").replaceAll("_", " ")} is below ${first.when.below} ${first.when.unit}, else from ${second.buy}`
        : "It depends on one figure",
    tie: `${contenders.join(" and ")} cost the same`,
    undecided: `Not decided between ${contenders.length} options`,
    single: `${contenders[0] ?? ""} is the only option looked at`,
    infeasible: "Nothing can be bought as asked",
  };
  return [...texts[state]].slice(0, MAX_HEADLINE).join("");
}
