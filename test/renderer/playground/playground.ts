import { mount } from 'svelte';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { readAddress } from './address.ts';
import { showFrame } from './frame.ts';
import Playground from './Playground.svelte';

const target = document.getElementById('app');
const shown = readAddress(location.search);
if (target && shown.what !== '') await showFrame(shown, target);
else if (target) mount(Playground, { target });
