import { expect, test } from './support.ts';

/** What moves, or is about to: the names of animations and of properties that change slowly. */
const moving = `[...document.querySelectorAll('*')].flatMap((element) => {
  const style = getComputedStyle(element);
  const lasts = (times) => times.split(', ').some((time) => parseFloat(time) > 0);
  return [
    ...(style.animationName !== 'none' && lasts(style.animationDuration) ? [style.animationName] : []),
    ...(lasts(style.transitionDuration) ? [style.transitionProperty] : []),
  ];
})`;

/** One of each thing that moves: a dialog, buttons, what turns while it waits, a message. */
const scenes = ['settings', 'generate-busy', 'list-loading', 'list-undo', 'details-revealed'];

for (const [n, scene] of scenes.entries())
  test(`${scene} moves for those alone who have nothing against it${n === 0 ? '' : ' @all'}`, async ({
    view,
  }) => {
    await view.show(scene, { motion: true });
    expect(await view.page.evaluate(moving)).not.toEqual([]);
    await view.show(scene);
    expect(await view.page.evaluate(moving)).toEqual([]);
  });
