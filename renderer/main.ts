import { mount } from 'svelte';
import { baseLocale, toLocale } from '#runtime';
import App from './App.svelte';
import { Page } from './state/page.svelte.ts';
import { speak } from './text/language.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

// Main serves the page, and its sentences, in the language that the app speaks.
speak(toLocale(document.documentElement.lang) ?? baseLocale);

const target = document.getElementById('app');
const { vault: bridge } = window;

/** So long main may take to say what there is before the page says that the app starts, ms. */
const patienceMs = 500;

/** The first picture has the list in it: nothing is drawn that would be thrown away at once. */
async function showApp(at: HTMLElement): Promise<void> {
  const shared = new Page(bridge);
  const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([shared.vault.heard(), late]);
  mount(App, { target: at, props: { bridge, shared } });
  // Once this is painted the window is shown, and main goes on with what takes longer.
  requestAnimationFrame(() => setTimeout(() => void bridge.app.painted()));
}

// The small window of quick access shows the same page with this at the end of its address, and after
// it the id of a token that is to be chosen. Not awaited: what is fetched stands on this file, which
// would wait for itself.
const quickAccess = /^#quick-access(?:=([0-9a-f-]{36}))?$/.exec(location.hash);
if (target && !quickAccess) void showApp(target);
if (target && quickAccess)
  void import('./QuickAccess.svelte').then(({ default: QuickAccess }) => {
    mount(QuickAccess, { target, props: { bridge, chosen: quickAccess[1] ?? null } });
  });
