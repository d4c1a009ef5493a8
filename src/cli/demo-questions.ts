export interface DemoCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface DemoQuestion {
  /** In the buyer's words. */
  readonly asks: string;
  /** What an agent would call to answer it. */
  readonly calls: readonly DemoCall[];
}

export const QUESTIONS: readonly DemoQuestion[] = [];
