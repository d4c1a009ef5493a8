import { isFault } from "../model/fault.ts";
import { type Caller, whileWanted } from "./send.ts";

/** One piece of work a key, whoever asks for it meanwhile. */
export interface Flights {
  /**
   * Joins the work in flight under `key`, or starts it. A caller who leaves fails nobody else; when all have left, the
   * work's signal ends: what has not left the machine is dropped then.
   */
  join<T>(key: string, caller: Caller, start: (caller: Caller) => Promise<T>): Promise<T>;
}

interface Flight {
  readonly work: Promise<unknown>;
  readonly waiting: Set<Caller>;
  readonly controller: AbortController;
  landed: boolean;
}

export function createFlights(): Flights {
  const flights = new Map<string, Flight>();

  const take = <T>(key: string, caller: Caller, start: (caller: Caller) => Promise<T>): Flight => {
    const waiting = new Set([caller]);
    const controller = new AbortController();
    const deadline = () => Math.max(...[...waiting].map((waiter) => waiter.deadline()));
    const work = start({ urgency: caller.urgency, signal: controller.signal, deadline }).finally(() => {
      flight.landed = true;
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { work, waiting, controller, landed: false };
    flights.set(key, flight);
    return flight;
  };

  return {
    async join<T>(key: string, caller: Caller, start: (caller: Caller) => Promise<T>): Promise<T> {
      for (;;) {
        const flight = flights.get(key) ?? take(key, caller, start);
        flight.waiting.add(caller);
        try {
          return (await whileWanted(flight.work, caller.signal)) as T;
        } catch (error) {
          // Joined a flight that the others gave up before it left: start one of one's own.
          const givenUp = flight.controller.signal.aborted && !caller.signal.aborted;
          if (!givenUp || !isFault(error, "cancelled", "timed_out")) throw error;
          if (flights.get(key) === flight) flights.delete(key);
        } finally {
          flight.waiting.delete(caller);
          if (flight.waiting.size === 0 && !flight.landed) flight.controller.abort(caller.signal.reason);
        }
      }
    },
  };
}
