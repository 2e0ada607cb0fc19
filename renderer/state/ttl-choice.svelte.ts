import type { Failure } from '../../preload/contract.ts';
import { failureText } from '../text/failure-text.ts';
import { readTtl, ttlDefault, type Ttl, type TtlUnit } from '../text/ttl.ts';

/** The value of the choice "Other…". */
export const otherTtl = 'other';

/** The life that is chosen for a token: one of the console's choices, or a length of one's own. */
export class TtlChoice {
  /** Seconds as text, as a select has it, or `other`. */
  choice = $state(String(ttlDefault));
  length = $state('');
  unit = $state<TtlUnit>('days');
  /** Set when an empty length may be complained about. */
  tried = $state(false);
  /** What main said about it, if it knew better. */
  refused = $state.raw<Failure | null>(null);

  // Read anew each time, not derived: a choice outlives the dialog that it was made in.
  get ttl(): Ttl {
    if (this.choice !== otherTtl) return { seconds: Number(this.choice) };
    return readTtl(this.length, this.unit);
  }

  get seconds(): number | null {
    return 'seconds' in this.ttl ? this.ttl.seconds : null;
  }

  get error(): string | undefined {
    if (this.refused) return failureText(this.refused);
    const complains = this.tried || this.length.trim() !== '';
    return 'code' in this.ttl && complains ? failureText(this.ttl) : undefined;
  }
}
