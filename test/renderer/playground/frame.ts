import { mount } from 'svelte';
import App from '../../../renderer/App.svelte';
import QuickAccess from '../../../renderer/QuickAccess.svelte';
import { speak } from '../../../renderer/text/language.svelte.ts';
import { FakeBridge } from '../fake-bridge.ts';
import type { Shown } from './address.ts';
import { showAsIf } from './as-if.ts';
import { speakLonger } from './messages.ts';
import { scenes } from './scenes/index.ts';
import { stories, storyScene } from './stories/index.ts';
import Story from './stories/Story.svelte';

/** Shows a scene or a story as its address has it, and says on the document when it stands or why not. */
export async function showFrame(shown: Shown, target: HTMLElement): Promise<void> {
  const said = document.documentElement.dataset;
  try {
    await show(shown, target);
    said['stands'] = '';
  } catch (error) {
    said['stands'] = String(error);
    throw error;
  }
}

async function show(shown: Shown, target: HTMLElement): Promise<void> {
  const { what, language, theme, pseudo, ownFonts } = shown;
  const root = document.documentElement;
  if (theme !== 'system') root.style.colorScheme = theme;
  if (pseudo) speakLonger();
  if (ownFonts) await useOwnFonts();
  speak(language);
  const story = what.startsWith('story/') ? stories[what.slice(6)] : undefined;
  const scene = story ? storyScene() : scenes[what]?.();
  if (!scene) throw new Error(`There is no scene "${what}".`);
  const { state, answers, quick, steps = [] } = scene;
  const bridge = new FakeBridge({ ...state, app: { ...state.app, language } }, answers);
  if (story) {
    showAsIf();
    mount(Story, { target, props: { name: what.slice(6), story, scene } });
  } else mount(quick ? QuickAccess : App, { target, props: { bridge } });
  for (const step of steps) await step();
  // What the last step changed is drawn.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

/** The same on every machine: pictures are compared. */
async function useOwnFonts(): Promise<void> {
  await import('./own-fonts.css');
  await Promise.all(
    ['400 1em Inter', '1em "DejaVu Mono"'].map((font) => document.fonts.load(font)),
  );
}
