// Answers are up to 48,000 characters in each channel.
const KEPT_ANSWERS = 16;

interface Kept<Answer> {
  readonly facts: readonly unknown[];
  readonly answer: Answer;
}

/** Gives the answer kept for the question where it was made from the very same facts, else makes and keeps it. */
export type AnswerMemory<Answer> = (question: string, facts: readonly unknown[], make: () => Answer) => Answer;

/** Remembers the last answers: agents look at a listing again and again, and writing it out costs more than all the rest. */
export function createAnswerMemory<Answer>(most = KEPT_ANSWERS): AnswerMemory<Answer> {
  const kept = new Map<string, Kept<Answer>>();
  return (question, facts, make) => {
    const known = kept.get(question);
    if (known && known.facts.length === facts.length && known.facts.every((fact, index) => Object.is(fact, facts[index]))) {
      return known.answer;
    }
    const answer = make();
    kept.delete(question);
    kept.set(question, { facts, answer });
    const oldest = kept.keys().next().value;
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}
