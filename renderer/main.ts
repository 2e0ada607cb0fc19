import { mount, type Component } from 'svelte';
import { getLocale, overwriteGetLocale } from '#runtime';
import type { Bridge } from '../preload/contract.ts';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';

// Asked once: every message asks for it, and the answer is worked out from the address each time.
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale;

function show(view: Component<{ bridge: Bridge }>): void {
  const target = document.getElementById('app');
  if (target) mount(view, { target, props: { bridge: window.vault } });
}

// The small window of quick access shows the same page with this at the end of its address. Not
// awaited: what is fetched stands on this file, which would wait for itself.
if (location.hash !== '#quick-access') show(App);
else
  void import('./QuickAccess.svelte').then(({ default: QuickAccess }) => {
    show(QuickAccess);
  });
