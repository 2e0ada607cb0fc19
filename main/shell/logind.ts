import type { BusCall, BusEar } from './bus-ear.ts';

const manager = {
  to: 'org.freedesktop.login1',
  path: '/org/freedesktop/login1',
  iface: 'org.freedesktop.login1.Manager',
} as const;

/**
 * The path of logind's object for the session that this process belongs to: that of its own id, the
 * one that the environment names, or the one at the screen of this user (what a systemd user service
 * started belongs to no session).
 *
 * @returns null where logind is not there or knows none.
 */
export async function ownSession(ear: BusEar): Promise<string | null> {
  const id = process.env['XDG_SESSION_ID'];
  const asks: readonly BusCall[] = [
    { ...manager, member: 'GetSessionByPID', signature: 'u', body: [process.pid] },
    ...(id ? [{ ...manager, member: 'GetSession', signature: 's', body: [id] }] : []),
    {
      to: manager.to,
      path: '/org/freedesktop/login1/user/self',
      iface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.login1.User', 'Display'],
    },
  ];
  for (const ask of asks) {
    const [answer] = await ear.call(ask).catch(() => []);
    const path = sessionPath(answer);
    if (path !== null) return path;
  }
  return null;
}

/** An object path, or the property (id, path) in its variant. */
function sessionPath(answer: unknown): string | null {
  if (typeof answer === 'string' && answer.startsWith('/org/')) return answer;
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return null;
  const path: unknown = Array.isArray(answer.value) ? answer.value[1] : null;
  return sessionPath(path);
}
