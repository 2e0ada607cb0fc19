import { importSteps } from '../../../../main/tokens/import-steps.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { importConsoleToken, oneSaved, request, savedValue, signedIn } from './starting.ts';

async function importSaved(core: Core): Promise<void> {
  core.app.imports.read(savedValue(core));
  const { label, note, usedIn, color } = request;
  await core.app.imports.keep({ label, note, usedIn, color });
}

/** Importing a value. */
export const importing: readonly Operation[] = [
  {
    name: 'import',
    way: 'from the console',
    steps: names(importSteps),
    prepare: signedIn,
    act: importConsoleToken,
  },
  {
    name: 'import',
    way: 'of what is saved already',
    steps: names(importSteps),
    prepare: oneSaved,
    act: importSaved,
  },
];
