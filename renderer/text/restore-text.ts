import { m } from '#messages';
import type { BackupPreview } from '../../preload/contract.ts';
import type { ValueWords } from '../dialogs/value-row.ts';
import type { RestoreItemState } from '../state/restore-run.svelte.ts';

type Standing = BackupPreview['tokens'][number]['standing'];

/** How it stands with a value of a backup: before it is restored, while that runs, and after it. */
export function restoreItemWords(
  standing: Standing,
  state: RestoreItemState | null,
  running: boolean,
): ValueWords {
  switch (state) {
    case 'running':
      return { text: m.restore_item_running(), running: true };
    case 'restored':
      return { text: m.restore_item_restored(), tone: 'ok' };
    case 'here':
      return { text: m.restore_item_here(), tone: 'ok' };
    case 'failed':
      return { text: m.restore_item_failed(), tone: 'danger' };
    case 'waiting':
      return { text: running ? m.restore_item_to_do() : m.delete_item_waiting() };
    case null:
      return standingWords(standing);
  }
}

function standingWords(standing: Standing): ValueWords {
  switch (standing) {
    case 'new':
      return { text: m.restore_item_new() };
    case 'here':
      return { text: m.restore_item_here(), fixed: true };
    case 'differs':
      return { text: m.restore_item_differs(), fixed: true };
    case 'not-of-trial':
      return { text: m.restore_item_trial(), fixed: true };
  }
}
