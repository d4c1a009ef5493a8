/** What was written is no question: exit code 2, told by its message alone. */
export class Misuse extends Error {}
