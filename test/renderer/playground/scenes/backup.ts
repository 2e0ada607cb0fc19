import { m } from '#messages';
import type { BackupOffer, BackupPreview, Bridge, Failure } from '../../../../preload/contract.ts';
import { aBackup, anId, anOffer, aStore, longLabel } from '../../build.ts';
import { done, no, ok, type Answers } from '../../fake-bridge.ts';
import { many, never, type Scene, type Scenes, type Step } from '../scene.ts';
import { enter, key, press, see, unfold } from '../steps.ts';

const commands = [see(m.token_manager_title), key('k', { ctrlKey: true })];
const making = [...commands, unfold(m.commands_backup)];
const typed = [
  enter(m.backup_passphrase, 'correct horse battery staple'),
  enter(m.backup_repeat, 'correct horse battery staple'),
];

/** A backup is to be made of what is offered. */
const backup = (
  steps: readonly Step[],
  answers: Answers['backups'] = {},
  offer: Partial<BackupOffer> = {},
): Scene => ({
  state: many(6),
  answers: {
    backups: {
      offer: () => ok(anOffer(offer)),
      suggest: () => ok({ passphrase: 'k7mp-x3dq-9fwt-h2vn-r8cb' }),
      close: done,
      ...answers,
    },
  },
  steps: [...making, ...steps],
});

const restoring = [
  ...commands,
  unfold(m.commands_restore),
  press(m.restore_choose),
  enter(m.backup_passphrase, 'correct horse battery staple'),
  press(m.restore_open),
];

/** A backup was chosen; `next` says how it goes with one after another. */
const restore = (
  opened: Partial<BackupPreview> | Failure,
  steps: readonly Step[],
  next: Bridge['backups']['next'] = never,
): Scene => ({
  state: many(6),
  answers: {
    backups: {
      open: () => ok({ fileName: 'token-vault-2026-09-01.age' }),
      unlock: () => ('code' in opened ? no(opened) : ok(aBackup(opened))),
      restore: done,
      next,
      close: done,
    },
  },
  steps: [...restoring, ...steps],
});

const differing = aBackup().tokens.map((token, at) => ({
  ...token,
  label: at === 1 ? longLabel : token.label,
  origin: at === 1 ? 'https://api.a-company-with-a-long-name.example' : token.origin,
  standing: (['new', 'differs', 'not-of-trial'] as const)[at] ?? ('here' as const),
}));

/** The vault into an encrypted file, and back. */
export const backupScenes: Scenes = {
  backup: () => backup([see(m.backup_passphrase)]),
  'backup-loading': () => backup([see(m.backup_loading)], { offer: never }),
  'backup-suggested': () =>
    backup([see(m.backup_passphrase), press(m.backup_suggest), see(m.backup_suggested)]),
  'backup-weak': () =>
    backup([...typed, press(m.backup_save), see(m.error_backup_passphrase_short)], {
      make: () => no({ code: 'BACKUP_PASSPHRASE_SHORT' }),
    }),
  'backup-busy': () =>
    backup([...typed, press(m.backup_save), see(m.backup_busy)], { make: never }),
  'backup-unread': () =>
    backup([...typed, press(m.backup_save), see(m.backup_item_unread)], {
      make: () => ok({ fileName: null, unread: [anId('bbbbbbbb')] }),
    }),
  'backup-failed': () =>
    backup([...typed, press(m.backup_save), see(m.error_download_not_written)], {
      make: () => no({ code: 'FILE_NOT_WRITTEN' }),
    }),
  'backup-labels': () => backup([see(m.backup_no_values)], {}, { tokens: [] }),
  'backup-nothing': () => backup([see(m.backup_nothing)], {}, { tokens: [], notes: 0 }),
  restore: () => ({ ...restore({}, []), steps: [...restoring.slice(0, -3), see(m.restore_text)] }),
  'restore-chosen': () => ({ ...restore({}, []), steps: restoring.slice(0, -2) }),
  'restore-wrong': () =>
    restore({ code: 'BACKUP_PASSPHRASE_WRONG' }, [see(m.error_backup_passphrase_wrong)]),
  'restore-cut': () => restore({ code: 'BACKUP_NOT_READ' }, [see(m.error_backup_not_read)]),
  'restore-read': () => restore({}, [see(m.restore_item_here)]),
  'restore-differs': () => ({
    ...restore({ tokens: differing, notes: 1 }, [see(m.restore_item_differs)]),
    state: { ...many(6), store: aStore({ kind: 'session', state: 'absent' }) },
  }),
  'restore-labels': () => restore({ tokens: [] }, [see(m.restore_labels_action)]),
  'restore-running': () =>
    restore({}, [press(() => m.restore_action({ n: 1 })), see(m.restore_item_running)]),
  'restore-failed': () =>
    restore({}, [press(() => m.restore_action({ n: 1 })), see(m.restore_item_failed)], () =>
      ok({ tokenId: anId('aaaaaaaa'), outcome: 'failed', error: { code: 'STORE_FAILED' } }),
    ),
};
