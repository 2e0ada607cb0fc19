import { Message, MessageType, Variant } from 'dbus-next';
import { BusClient } from './bus-client.ts';

const name = 'org.freedesktop.login1';

/** What a test's logind knows: the paths of sessions. */
export interface Sessions {
  /** The session of every process; null: a process belongs to none. */
  readonly ofProcess?: string | null;
  /** By their ids. */
  readonly byId?: Readonly<Record<string, string>>;
  /** The session at the screen of the user. */
  readonly display?: string | null;
}

/** A logind on a bus of the test's own, which is to be the system bus for the app. */
export class Logind {
  readonly #client: BusClient;

  private constructor(address: string, sessions: Sessions) {
    this.#client = new BusClient(address);
    this.#client.bus.addMethodHandler((message: Message) => {
      const answer = answerOf(message, sessions);
      if (answer === undefined) return false;
      const [signature, value] = answer;
      this.#client.bus.send(
        value === null
          ? noSuchSession(message)
          : Message.newMethodReturn(message, signature, [value]),
      );
      return true;
    });
  }

  /** Owns logind's name until it is closed. */
  static async on(address: string, sessions: Sessions): Promise<Logind> {
    const logind = new Logind(address, sessions);
    await logind.#client.bus.requestName(name, 0);
    return logind;
  }

  /** Tells everybody that a session is to be locked or unlocked. */
  tell(session: string, member: 'Lock' | 'Unlock'): void {
    this.#client.bus.send(Message.newSignal(session, `${name}.Session`, member, '', []));
  }

  /** Tells everybody that the computer goes to sleep, or is awake again. */
  prepareForSleep(begins: boolean): void {
    this.#client.bus.send(prepareForSleep(begins));
  }

  close(): void {
    this.#client.close();
  }
}

/** The signal, whoever sends it. */
export const prepareForSleep = (begins: boolean): Message =>
  Message.newSignal('/org/freedesktop/login1', `${name}.Manager`, 'PrepareForSleep', 'b', [begins]);

/** An error reply; dbus-next's own types for one are wrong. */
function noSuchSession({ serial, sender }: Message): Message {
  const reply = new Message({
    type: MessageType.ERROR,
    destination: sender,
    errorName: `${name}.NoSuchSession`,
    signature: 's',
    body: ['No such session'],
  });
  return Object.assign(reply, { replySerial: serial });
}

function answerOf(
  { path, member, body }: Message,
  { ofProcess = null, byId = {}, display = null }: Sessions,
): readonly [signature: string, value: unknown] | undefined {
  const [asked] = body as readonly unknown[];
  switch (member) {
    case 'GetSessionByPID':
      return ['o', ofProcess];
    case 'GetSession':
      return ['o', byId[String(asked)] ?? null];
    case 'Get':
      if (!path.endsWith('/user/self')) return undefined;
      return ['v', display === null ? null : new Variant('(so)', ['7', display])];
    default:
      return undefined;
  }
}
