// npm run setup: everything between a fresh clone and `npm start`. Safe to run again: what is there
// is left alone, and nothing is asked for twice; `npm run setup -- --electron` asks for the official
// Electron again on a machine that has the fallback. This file and scripts/setup/ run on the machine's bare Node, without any package;
// from the moment the project's own Node is there, the rest is TypeScript.

import { join } from 'node:path';
import { keychainBinding, nodeForScripts, projectNode } from './setup/install-scripts.mjs';
import { npmPackages } from './setup/npm-packages.mjs';
import { giveUp, root, run, say } from './setup/shell.mjs';
import { systemPackages } from './setup/system-packages.mjs';

const startedAt = Date.now();
const wishes = process.argv.slice(2);
const unknown = wishes.find((wish) => wish !== '--electron');
if (unknown !== undefined) giveUp(`there is no "${unknown}". Known is --electron.`);

const missing = systemPackages(); // first: keytar is built against them
npmPackages();
nodeForScripts();
keychainBinding();

const script = (name, sentence, args = []) => {
  if (!run(projectNode, [join(root, 'scripts', name), ...args], { loud: true }).ok)
    giveUp(sentence);
};
script('electron/install.ts', 'there is no Electron; the lines above say why.', wishes);

script('build/if-stale.ts', 'the app did not build: npm run build');

const seconds = Math.round((Date.now() - startedAt) / 1000);
const but = missing > 0 ? ', but for the system packages named above' : '';
say(`\nReady after ${seconds} s${but}. Next: npm start opens the app, npm test runs every check.`);
