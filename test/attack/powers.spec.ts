import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { bridgeState, expect, test } from '../support/attacked-app.ts';

// What Chromium lets pages do beside showing something, and ours need not.

test('no permission is given', async ({ attacked }) => {
  const { page } = attacked;
  const states = await page.evaluate(() => {
    const { permissions } = navigator as unknown as {
      permissions: { query(of: { name: string }): Promise<{ state: string }> };
    };
    const names = ['notifications', 'clipboard-read', 'geolocation', 'midi'];
    return Promise.all(names.map(async (name) => (await permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  const asked = await page.evaluate(`Promise.all([
    Notification.requestPermission(),
    navigator.clipboard.readText().catch((error) => error.name),
    navigator.requestMIDIAccess().catch((error) => error.name),
    new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code));
    }),
  ])`);
  expect(asked).toEqual(['denied', 'NotAllowedError', 'NotAllowedError', 1]);
});

test('script neither reads nor writes the clipboard', async ({ attacked }) => {
  const { app, page } = attacked;
  await app.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
  // A script that was let in acts while nobody presses anything: not as one that a test calls.
  const tried = await page.evaluate(`new Promise((resolve) => setTimeout(() => {
    const active = navigator.userActivation.isActive;
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
    const pasted = document.execCommand('paste');
    const read = field.value;
    field.value = 'of the page';
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    resolve({ active, pasted, read, copied });
  }, 6_000))`);
  expect(tried).toEqual({ active: false, pasted: false, read: '', copied: false });
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('of another program');
});

test('WebRTC reaches nobody', async ({ attacked }) => {
  const { page } = attacked;
  const heard: string[] = [];
  const udp = createSocket('udp4').on('message', () => heard.push('udp'));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcp = createServer(() => heard.push('tcp'));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const ports = [udp.address().port, (tcp.address() as AddressInfo).port];
  await page.evaluate(`(async ([udp, tcp]) => {
    const turn = { username: 'what is to get out', credential: 'x' };
    const peer = new RTCPeerConnection({ iceServers: [
      { urls: 'stun:127.0.0.1:' + udp },
      { urls: 'turn:127.0.0.1:' + udp + '?transport=udp', ...turn },
      { urls: 'turn:127.0.0.1:' + tcp + '?transport=tcp', ...turn },
    ] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
    await new Promise((resolve) => { setTimeout(resolve, 3_000); });
  })(${JSON.stringify(ports)})`);
  udp.close();
  tcp.close();
  expect(heard).toEqual([]);
});

test('no session checks spelling, which would fetch dictionaries', async ({ attacked }) => {
  const { app } = attacked;
  expect(
    await app.evaluate(({ session }) =>
      ['auth-api', 'generate', 'made late']
        .map((name) => session.fromPartition(name))
        .concat(session.defaultSession)
        .map((one) => one.isSpellCheckerEnabled()),
    ),
  ).toEqual([false, false, false, false]);
});

test('the page opens nothing of the system, and cannot stay against the app’s will', async ({
  attacked,
}) => {
  const { page } = attacked;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  // The policy’s sandbox makes these calls do nothing.
  expect(await page.evaluate(`[alert('x'), confirm('x'), print()].map(String)`)).toEqual([
    'undefined',
    'false',
    'undefined',
  ]);
  expect(dialogs).toEqual([]);
  expect((await bridgeState(page)).ok).toBe(true);
});
