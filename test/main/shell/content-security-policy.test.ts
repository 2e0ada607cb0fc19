import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../main/shell/content-security-policy.ts';

// To the letter: what is loosened here has to be loosened twice.
test('the policy is what it was', () => {
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; sandbox allow-scripts allow-same-origin allow-forms; script-src 'self'; " +
      "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
      'trusted-types svelte-trusted-html',
  );
});
