/** A text by language tag, as the seller gave it. */
export type Texts = Readonly<Record<string, string>>;
