import axe from 'axe-core';
import { expect, test } from 'vitest';
import '../../renderer/styles/tokens.css';

/** What words stand on; text is at least 4.5:1 on each of them (WCAG 2.2, 1.4.3). */
const surfaces = ['canvas', 'surface', 'raised', 'hover', 'pressed', 'selected'];
const words = ['text', 'text-muted', 'accent-text', 'danger-text', 'warn-text', 'ok-text'];

/** Words that stand on grounds of their own. */
const pairs: readonly (readonly [string, string])[] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'danger'],
  ['on-accent', 'danger-hover'],
  ['on-urgent', 'urgent'],
  ['accent-text', 'accent-soft'],
  ['danger-text', 'danger-soft'],
  ['warn-text', 'warn-soft'],
  ['ok-text', 'ok-soft'],
  ...['accent-soft', 'danger-soft', 'warn-soft', 'ok-soft'].map((soft) => ['text', soft] as const),
];

/** What is no text but must be seen: edges of controls, marks, the ring of focus (1.4.11, 2.4.13). */
const shapes = ['control-line', 'accent', 'danger', 'accent-text'].concat(
  ['red', 'orange', 'green', 'teal', 'blue', 'purple'].map((color) => `mark-${color}`),
);
const grounds = ['canvas', 'surface', 'raised'];

interface AxeColor {
  parseString(css: string): void;
}

/** What axe itself measures with; its types leave it out. */
const { Color, getContrast } = (
  axe.commons as unknown as {
    readonly color: {
      readonly Color: new () => AxeColor;
      readonly getContrast: (ground: AxeColor, color: AxeColor) => number;
    };
  }
).color;

/** The colour of a design token as Chromium works it out. */
function colorOf(token: string): AxeColor {
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const color = new Color();
  color.parseString(getComputedStyle(probe).color);
  probe.remove();
  return color;
}

const ratio = (token: string, ground: string): number =>
  getContrast(colorOf(ground), colorOf(token));

function tooLittle(all: readonly (readonly [string, string])[], least: number): string[] {
  return all
    .map(([token, ground]) => [`${token} on ${ground}`, ratio(token, ground)] as const)
    .filter(([, contrast]) => !(contrast >= least))
    .map(([name, contrast]) => `${name} ${contrast.toFixed(2)}`);
}

const on = (tokens: readonly string[], below: readonly string[]) =>
  tokens.flatMap((token) => below.map((ground) => [token, ground] as const));

for (const theme of ['light', 'dark']) {
  test(`words and shapes can be made out, ${theme}`, () => {
    document.documentElement.style.colorScheme = theme;
    expect(tooLittle([...on(words, surfaces), ...pairs], 4.5)).toEqual([]);
    expect(tooLittle(on(shapes, grounds), 3)).toEqual([]);
    document.documentElement.style.colorScheme = '';
  });
}

test('too little contrast is found', () => {
  document.documentElement.style.colorScheme = 'light';
  expect(tooLittle([['line', 'surface']], 3)).toEqual(['line on surface 1.24']);
  expect(tooLittle([['text', 'nothing']], 99)).toHaveLength(1);
  document.documentElement.style.colorScheme = '';
});
