/** Asked and not answered. */
export const FAILED = 1;
/** Not understood. */
export const MISUSED = 2;
