// Stands in for Electron's default app, which the fallback Electron lacks: `electron path/to/app`.
// An ES module on purpose: Electron waits with `ready` for what it awaits, and the app must have
// its say before that (schemes, command line switches).

import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Name, version and main file of the app at `path`, a folder or a script, as the default app reads them. */
function readApp(path) {
  if (!statSync(path).isDirectory()) return { folder: dirname(path), main: path, manifest: {} };
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const main = createRequire(join(path, 'package.json')).resolve(
    resolve(path, manifest.main ?? 'index.js'),
  );
  return { folder: path, main, manifest };
}

/** The app's path, and the modules to load before it (`-r module`), among Electron's switches. */
function readArguments(list) {
  const modules = [];
  for (let index = 0; index < list.length; index += 1) {
    const argument = list[index];
    if (argument === '-r' || argument === '--require') modules.push(list[(index += 1)]);
    else if (argument.startsWith('--require=')) modules.push(argument.slice('--require='.length));
    else if (!argument.startsWith('-')) return { given: argument, modules };
  }
  return { given: undefined, modules };
}

const { given, modules } = readArguments(process.argv.slice(1));
if (given === undefined) {
  console.error('This is a bare Electron. Start it with the path of an app: electron path/to/app');
  process.exit(1);
}

const { folder, main, manifest } = readApp(resolve(given));

// Apps tell by it how many arguments are Electron's and not theirs.
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });

const name = manifest.productName ?? manifest.name;
if (name !== undefined) app.setName(name);
if (manifest.version !== undefined) app.setVersion(manifest.version);
app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
app.setAppPath(folder);

for (const module of modules) createRequire(import.meta.url)(resolve(module));
await import(pathToFileURL(main).href);
