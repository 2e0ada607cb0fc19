import { m as real } from '../../../messages/generated/messages.js';

type Messages = typeof real;
type Say = (...args: unknown[]) => string;

let pseudo = false;

/** From now on every message is about 40 % longer, and can still be read. */
export function speakLonger(): void {
  pseudo = true;
}

const accents: Readonly<Record<string, string>> = {
  a: 'äá',
  e: 'éë',
  i: 'îí',
  o: 'öó',
  u: 'üú',
  A: 'Ää',
  E: 'Éë',
  I: 'Îí',
  O: 'Öó',
  U: 'Üú',
};

/** About two in five letters are vowels: each comes twice, so that single words grow as well. */
const longer = (text: string): string =>
  text.replace(/[aeiou]/gi, (vowel) => accents[vowel] ?? vowel);

/** In place of `#messages`: the same, longer where that is asked for. */
export const m = new Proxy({} as Messages, {
  get: (_, name) => {
    const say = Reflect.get(real, name) as Say | undefined;
    // Asked when it is said: a scene takes its messages before it is known how they are said.
    return say && ((...args: unknown[]) => (pseudo ? longer(say(...args)) : say(...args)));
  },
});
