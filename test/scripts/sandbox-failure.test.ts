import { expect, it } from 'vitest';
import { startFailure } from '../../scripts/sandbox/failure.ts';

const failed = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: words of the system, ${syscall}`), { code, syscall });

const options = { port: 80, stateFile: '/srv/state.json' };
const start = 'The state cannot be kept in /srv/state.json: ';

it.each([
  ['EACCES', 'open', `${start}this user may not read or write there. Name a file in a folder of`],
  ['EROFS', 'mkdir', `${start}nothing can be written there. Name a file on another disk.`],
  ['ENOSPC', 'write', `${start}the disk is full. Make room, or name a file on another disk.`],
  ['ELOOP', 'open', `${start}the system says ELOOP. Name another file.`],
  ['EADDRINUSE', 'listen', 'Port 80 is taken.'],
  ['EACCES', 'listen', 'EACCES: words of the system, listen.'],
])('%s of %s names what it is about', (code, syscall, words) => {
  expect(startFailure(failed(code, syscall), options)).toContain(words);
});
