import { m } from '#messages';
import type { Health, SelfTest } from '../../preload/contract.ts';
import { storeWords } from './store-text.ts';

type Step = SelfTest['steps'][number];

function stateSentence({ kind, state, name: store, platform }: Health): string {
  if (kind === 'session' || state === 'absent') return m.health_session({ store, platform });
  switch (state) {
    case 'ready':
      return m.health_state_ready();
    case 'locked':
      return m.health_state_locked();
    case 'waiting':
      return m.health_state_waiting();
    case 'restarted':
      return m.health_state_restarted();
    case 'unknown':
      return m.health_state_unknown();
  }
}

function readersSentence(readers: Health['readers']): string {
  switch (readers) {
    case 'same-user':
      return m.health_readers_same_user();
    case 'code-signature':
      return m.health_readers_code_signature();
    case 'this-process':
      return m.health_readers_this_process();
  }
}

/** What is saved in a keychain that is not there is not lost, and not in memory either. */
function savedSentences({ kind, saved }: Health): readonly string[] {
  if (kind === 'keychain') return [m.health_saved({ n: saved })];
  return saved > 0 ? [m.health_saved_away({ n: saved })] : [];
}

/** Everything that is known of the secret store, a sentence each. */
export function healthSentences(health: Health): readonly string[] {
  const keychain = health.kind === 'keychain';
  const limit =
    health.itemLimit === null ? m.health_no_limit() : m.health_limit({ n: health.itemLimit });
  return [
    ...(keychain
      ? [
          m.health_keychain({
            store: storeWords({ store: health.name, platform: health.platform }),
          }),
        ]
      : []),
    stateSentence(health),
    ...savedSentences(health),
    ...(health.ownTokens > 0 ? [m.health_own({ n: health.ownTokens })] : []),
    ...(health.inSession > 0 ? [m.health_in_session({ n: health.inSession })] : []),
    health.survivesReboot ? m.health_survives() : m.health_survives_not(),
    ...(keychain ? [limit] : []),
    readersSentence(health.readers),
  ];
}

/** What a rebuild came to: so many values each. */
export interface Rebuilt {
  readonly found: number;
  readonly refused: number;
  readonly missing: number;
}

/** A sentence for each that there is; another one where there is none. */
export function rebuiltText({ found, refused, missing }: Rebuilt): string {
  const sentences = [
    ...(found > 0 ? [m.health_rebuilt({ n: found })] : []),
    ...(missing > 0 ? [m.health_rebuilt_missing({ n: missing })] : []),
    ...(refused > 0 ? [m.health_rebuilt_refused({ n: refused })] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : m.health_rebuilt_none();
}

/** What a step of the self-test does. */
export function stepText(name: Step['name']): string {
  switch (name) {
    case 'look':
      return m.health_step_look();
    case 'write':
      return m.health_step_write();
    case 'read':
      return m.health_step_read();
    case 'delete':
      return m.health_step_delete();
  }
}

/** How a step of the self-test went, and how long it took. */
export function stepOutcome({ ok, ms }: Step): string {
  const n = Math.round(ms);
  if (ok === null) return m.health_step_not_reached();
  return ok ? m.health_step_ok({ n }) : m.health_step_failed({ n });
}
