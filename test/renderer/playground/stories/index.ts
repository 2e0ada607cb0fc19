import type { Component } from 'svelte';
import { aState, now } from '../../build.ts';
import { done } from '../../fake-bridge.ts';
import type { Scene } from '../scene.ts';
import Buttons from './Buttons.svelte';
import Dialogs from './Dialogs.svelte';
import Fields from './Fields.svelte';
import Marks from './Marks.svelte';
import Messages from './Messages.svelte';
import Times from './Times.svelte';
import Tokens from './Tokens.svelte';

/** The components, with each of their states. */
export const stories: Readonly<Record<string, Component>> = {
  Tokens,
  Buttons,
  Fields,
  Marks,
  Times,
  Messages,
  Dialogs,
};

/** What the components of a story are told. */
export const storyScene = (): Scene => ({
  state: aState({ clipboard: { clearsAt: now + 27_000, concealed: false } }),
  answers: { app: { cancel: done, restart: done, openPage: done }, store: { unlock: done } },
});
