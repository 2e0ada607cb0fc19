import { expect, test, vi } from 'vitest';
import { tellPages } from '../../../main/ipc/tell-pages.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

function setup() {
  const send = vi.fn();
  const log = new RecordingLog();
  const tell = tellPages(() => [{ webContents: { send } }, null, { webContents: { send } }], log);
  return { send, log, tell };
}

test('every page that is there is told what changed', () => {
  const { send, log, tell } = setup();
  tell({ locked: true });
  expect(send.mock.calls).toEqual([
    ['changed', { locked: true }],
    ['changed', { locked: true }],
  ]);
  expect(log.entries).toEqual([]);
});

test('no page is told what does not fit the contract, and the log names only the slice', () => {
  const { send, log, tell } = setup();
  const withValue = { list: { tokens: [{ value: 'eyJ.secret.value' }] } };
  tell(withValue as never);
  expect(send).not.toHaveBeenCalled();
  expect(JSON.stringify(log.entries)).toContain('list');
  expect(JSON.stringify(log.entries)).not.toContain('secret');
});
