/** What the page may do, and nothing else: no network, no inline code, no framing. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // No print, no alert, no question before the page goes.
  'sandbox allow-scripts allow-same-origin allow-forms',
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Svelte makes its templates from constant strings under this one policy.
  'trusted-types svelte-trusted-html',
].join('; ');
