/** One thing that was looked at. `note` is worth knowing and stops nothing. No message holds a secret. */
export interface Check {
  readonly area: "settings" | "state" | "cache" | "gateways" | "search";
  readonly state: "good" | "note" | "bad";
  readonly message: string;
  readonly figures?: Readonly<Record<string, string | number | null>>;
}
