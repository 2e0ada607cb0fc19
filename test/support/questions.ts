import type { RunningApp } from './app.ts';

/** What a person presses in the system's next questions; gives what was asked so far. */
export async function answerQuestions(app: RunningApp['app'], button: number) {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}
