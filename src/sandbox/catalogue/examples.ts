import type { Family } from "./listing.ts";

/** References worth a first question, by product family. The families with three are a contest at 5,000 units. */
export const EXAMPLES = {
  tumblers: ["1688:738204915561", "alibaba:1601206810538", "aliexpress:1005008120440117"],
  "phone cases": ["1688:752310448816", "alibaba:1601309420018"],
  "yoga mats": ["1688:761145502318", "alibaba:1601411030688"],
  "desk lamps": ["alibaba:1601522141071", "alibaba:1601522141325"],
  "ceramic mugs": ["1688:784530772016", "alibaba:1601633252081"],
  "wireless earbuds": ["alibaba:1601855474102"],
} as const satisfies Partial<Record<Family, readonly string[]>>;
