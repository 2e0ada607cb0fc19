import { mount } from 'svelte';
import { getLocale, overwriteGetLocale } from '#runtime';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';

// Asked once: every message asks for it, and the answer is worked out from the address each time.
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale;

const target = document.getElementById('app');
const { vault: bridge } = window;

// The small window of quick access shows the same page with this at the end of its address, and after
// it the id of a token that is to be chosen. Not awaited: what is fetched stands on this file, which
// would wait for itself.
const quickAccess = /^#quick-access(?:=([0-9a-f-]{36}))?$/.exec(location.hash);
if (target && !quickAccess) mount(App, { target, props: { bridge } });
if (target && quickAccess)
  void import('./QuickAccess.svelte').then(({ default: QuickAccess }) => {
    mount(QuickAccess, { target, props: { bridge, chosen: quickAccess[1] ?? null } });
  });
