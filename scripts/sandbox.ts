import { parseArgs } from 'node:util';
import { furthestSeconds } from '../main/sandbox/clock.ts';
import { startSandbox, type SandboxOptions } from '../main/sandbox/server.ts';
import { refuse } from './command-line.ts';
import { startFailure } from './sandbox/failure.ts';

const usage =
  'Usage: npm run sandbox -- [--port N] [--control] [--state FILE] [--clock-offset=SECONDS] [--strict-2fa]';

/** Reads the command line. @throws Error with one sentence. */
function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      control: { type: 'boolean', default: false },
      state: { type: 'string' },
      'clock-offset': { type: 'string', default: '0' },
      'strict-2fa': { type: 'boolean', default: false },
    },
  });
  if (values.state === '') throw new Error('--state needs the name of a file.');
  return {
    port: readNumber('--port', values.port, 0, 65_535),
    control: values.control,
    clockOffsetSeconds: readNumber(
      '--clock-offset',
      values['clock-offset'],
      -furthestSeconds,
      furthestSeconds,
    ),
    strictTwoFactor: values['strict-2fa'],
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  };
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^-?\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`${name} needs a whole number from ${min} to ${max}, not "${text}".`);
}

let options: SandboxOptions = {};
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  refuse(error, usage);
}

try {
  const sandbox = await startSandbox(options);
  console.log(`sandbox listening on ${sandbox.origin}`);
  const stop = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(startFailure(error, options));
  process.exit(1);
}
