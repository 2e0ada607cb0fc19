import { m } from '#messages';
import { anId, aPreview, aState, aStore } from '../../build.ts';
import { done, no, ok, type Answers } from '../../fake-bridge.ts';
import { many, never, type Scenes } from '../scene.ts';
import { enter, press, see } from '../steps.ts';

const opened = press(m.import_action);
const over = { expired: true, expiresAt: Date.UTC(2026, 9, 30, 8) };

/** A file was opened and read; it is kept where `where` says. */
const reading = (
  preview: Parameters<typeof aPreview>[0],
  where: 'keychain' | 'session',
): Answers => ({
  imports: {
    openFile: () => ok(aPreview({ fileName: 'token.txt', ...preview })),
    keep: () => ok({ tokenId: anId('9b07d2e4'), kept: where }),
    cancel: done,
    deleteFile: done,
  },
});

/** Bringing a token that somebody has already. */
export const importScenes: Scenes = {
  import: () => ({
    state: aState({ session: { ...aState().session, offers: { token: true, endpoint: null } } }),
    steps: [opened],
  }),
  'import-reading': () => ({
    state: many(6),
    answers: { imports: { paste: never } },
    steps: [opened, enter(m.import_field, 'eyJ'), press(m.import_read), see(m.import_reading)],
  }),
  'import-refused': () => ({
    state: many(6),
    answers: { imports: { paste: () => no({ code: 'TOKEN_IS_UUID' }) } },
    steps: [
      opened,
      enter(m.import_field, '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01'),
      press(m.import_read),
      see(m.error_token_is_uuid),
    ],
  }),
  'import-broken': () => ({
    state: many(6),
    answers: { imports: { openFile: () => no({ code: 'TOKEN_BROKEN' }) } },
    steps: [opened, press(m.import_open_file), see(m.error_token_broken)],
  }),
  'import-too-large': () => ({
    state: many(6),
    answers: { imports: { openFile: () => no({ code: 'FILE_NOT_READ' }) } },
    steps: [opened, press(m.import_open_file), see(m.error_file_not_read)],
  }),
  'import-read': () => ({
    state: many(6),
    answers: reading({ otherContract: true, contractNumber: 40001, ...over }, 'keychain'),
    steps: [opened, press(m.import_open_file), see(m.import_expired)],
  }),
  'import-file-left': () => ({
    state: many(6),
    answers: reading({}, 'keychain'),
    steps: [opened, press(m.import_open_file), press(m.import_keep), see(m.import_file_title)],
  }),
  'import-only-copy': () => ({
    state: { ...many(6), store: aStore({ kind: 'session', state: 'absent' }) },
    answers: reading({}, 'session'),
    steps: [
      opened,
      press(m.import_open_file),
      press(m.generate_keep_session),
      see(m.import_file_only_title),
    ],
  }),
};
