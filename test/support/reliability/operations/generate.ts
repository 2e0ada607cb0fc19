import { generateSteps } from '../../../../main/tokens/generate.ts';
import { names, type Operation } from './operation.ts';
import { request, signedIn } from './starting.ts';

/** Generating a token, kept and declined. */
export const generating: readonly Operation[] = [
  {
    name: 'generate',
    way: 'kept',
    steps: names(generateSteps),
    prepare: signedIn,
    act: ({ app }) => app.generation.generate({ ...request, keep: true }),
  },
  {
    name: 'generate',
    way: 'declined',
    declined: true,
    steps: names(generateSteps),
    prepare: signedIn,
    act: ({ app }) => app.generation.generate({ ...request, keep: false }),
  },
];
