/** One named step of an operation: a place where the process can die or a part can fail. */
export interface Step<Context> {
  readonly name: string;
  run(context: Context): Promise<void>;
}

/** Told before each step and once after the last (`done`); tests kill and fail the app here. */
export type StepObserver = (operation: string, step: string) => Promise<void> | void;

/** Runs the steps in order; the first that throws ends the operation. */
export async function runSteps<Context>(
  operation: string,
  steps: readonly Step<Context>[],
  context: Context,
  observe: StepObserver = () => undefined,
): Promise<void> {
  for (const step of steps) {
    await observe(operation, step.name);
    await step.run(context);
  }
  await observe(operation, 'done');
}
