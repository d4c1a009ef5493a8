/** What some hosts cut an answer at, in characters of either channel. */
export const MAX_ANSWER_CHARACTERS = 48_000;
