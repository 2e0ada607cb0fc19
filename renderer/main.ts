import { mount } from 'svelte';
import { baseLocale, toLocale } from '#runtime';
import App from './App.svelte';
import { speak } from './text/language.ts';
import './styles/tokens.css';
import './styles/base.css';

// Until main says in which language the app speaks: Chromium's, which is the system's.
speak(toLocale(navigator.language.slice(0, 2)) ?? baseLocale);

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
