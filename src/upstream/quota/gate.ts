export type Urgency = "single" | "many";

export interface Gate {
  /** Runs the work when all that came before it, and all that is more urgent, is done. */
  run<T>(urgency: Urgency, work: () => Promise<T>): Promise<T>;
}

/**
 * One job at a time, a person's single question before one of many, else in the order of coming. It looks at no clock: a queue
 * that schedules on the wall clock stands still for as long as the clock is set back.
 */
export function createGate(): Gate {
  const waiting: Readonly<Record<Urgency, (() => Promise<void>)[]>> = { single: [], many: [] };
  let busy = false;

  const next = (): void => {
    const job = busy ? undefined : (waiting.single.shift() ?? waiting.many.shift());
    if (job === undefined) return;
    busy = true;
    void job().then(() => {
      busy = false;
      next();
    });
  };

  return {
    run: (urgency, work) =>
      new Promise((resolve, reject) => {
        waiting[urgency].push(() => work().then(resolve, reject));
        next();
      }),
  };
}
