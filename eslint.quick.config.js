import ts from 'typescript-eslint';
import config from './eslint.config.js';

/**
 * For `npm test`: without the rules that need types, which ESLint works out anew for each Svelte file
 * (33 of 45 s). svelte-check has the types, and `npm run lint` all the rules.
 */
export default ts.config(...config, { files: ['**/*.svelte'], ...ts.configs.disableTypeChecked });
