import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { findPacked } from '../support/packed.ts';

/** The fuses of a binary by name, "on" or "off"; one that it does not have is left out. */
async function readFuses(executable: string): Promise<Record<string, string>> {
  const wire = Object.entries(await getCurrentFuseWire(executable));
  return Object.fromEntries(
    wire
      .filter(([option]) => option !== 'version')
      .map(([option, state]) => [FuseV1Options[Number(option)] ?? option, inWords(state)]),
  );
}

function inWords(state: unknown): string {
  if (state === FuseState.ENABLE) return 'on';
  return state === FuseState.DISABLE ? 'off' : 'neither';
}

test('the packed binary has every fuse as the threat model says', async () => {
  const { electron, executable } = findPacked();
  expect(await readFuses(executable)).toEqual({
    RunAsNode: 'off',
    EnableNodeOptionsEnvironmentVariable: 'off',
    EnableNodeCliInspectArguments: 'off',
    EnableEmbeddedAsarIntegrityValidation: 'on',
    OnlyLoadAppFromAsar: 'on',
    GrantFileProtocolExtraPrivileges: 'off',
    EnableCookieEncryption: 'off',
    LoadBrowserProcessSpecificV8Snapshot: 'off',
    // Came after the fallback Electron.
    ...(electron.kind === 'official' && { WasmTrapHandlers: 'on' }),
  });
});
