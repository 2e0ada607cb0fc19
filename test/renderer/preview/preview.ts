import { mount } from 'svelte';
import App from '../../../renderer/App.svelte';
import QuickAccess from '../../../renderer/QuickAccess.svelte';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { FakeBridge } from '../fake-bridge.ts';
import { scenes } from './scenes.ts';

/** Shows the scene named after `#`, on a bridge without anything behind it. */
const scene = scenes[location.hash.slice(1)] ?? scenes['list'];
const target = document.getElementById('app');
if (target && scene) {
  const { state, answers, quick } = scene();
  const bridge = new FakeBridge(state, answers);
  mount(quick ? QuickAccess : App, { target, props: { bridge } });
}
