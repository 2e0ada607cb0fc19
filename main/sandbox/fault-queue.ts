import * as v from 'valibot';
import { faultSchema, type Fault } from './fault.ts';

/** A fault that is waiting for requests, or was used up. */
export const faultStatusSchema = v.object({
  id: v.number(),
  /** How many requests it was applied to. */
  applied: v.number(),
  /** How many it is still for. */
  left: v.union([v.number(), v.literal('always')]),
  fault: faultSchema,
});

/** A fault that is waiting for requests, or was used up. */
export type FaultStatus = Readonly<v.InferOutput<typeof faultStatusSchema>>;

interface Waiting {
  readonly id: number;
  readonly fault: Fault;
  readonly path: RegExp;
  skip: number;
  left: number;
  applied: number;
}

/** The faults that were set, oldest first. */
export class FaultQueue {
  readonly #faults: Waiting[] = [];
  #count = 0;

  /** Adds a fault and gives its id. */
  add(fault: Fault): number {
    this.#faults.push({
      id: ++this.#count,
      fault,
      path: patternOf(fault.path),
      skip: fault.skip,
      left: fault.times === 'always' ? Infinity : fault.times,
      applied: 0,
    });
    return this.#count;
  }

  /** Takes the fault for a request that arrives; null where none matches. @param path without the query. */
  take(method: string, path: string): { readonly id: number; readonly fault: Fault } | null {
    for (const waiting of this.#faults) {
      const { id, fault } = waiting;
      const fits = fault.method === '*' || fault.method === method;
      if (waiting.left === 0 || !fits || !waiting.path.test(path)) continue;
      if (waiting.skip > 0) {
        waiting.skip--;
        continue;
      }
      waiting.left--;
      waiting.applied++;
      return { id, fault };
    }
    return null;
  }

  get all(): readonly FaultStatus[] {
    return this.#faults.map(({ id, fault, applied, left }) => ({
      id,
      fault,
      applied,
      left: left === Infinity ? 'always' : left,
    }));
  }

  clear(): void {
    this.#faults.length = 0;
  }
}

/** A path pattern as a regular expression: `*` stands for any characters. */
export function patternOf(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
