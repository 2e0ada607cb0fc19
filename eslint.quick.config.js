import ts from 'typescript-eslint';
import config from './eslint.config.js';

/**
 * For `npm test`: without the rules that need types, which ESLint works out anew for each Svelte file
 * (33 of 45 s). `npm run lint`, which runs nightly too, has all the rules.
 */
export default ts.config(...config, { files: ['**/*.svelte'], ...ts.configs.disableTypeChecked });
