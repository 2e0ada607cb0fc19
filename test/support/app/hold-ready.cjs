// Loaded before the app (`electron -r`): holds back `ready` until Playwright is connected, which it
// tells by calling __playwright_run(). A window that opens while Playwright is still connecting
// makes it wait for ever, about once in 40 starts; see microsoft/playwright#29386. Playwright does
// the same where it chooses the executable itself, together with switches that a test of the real
// app is better without.

// eslint-disable-next-line @typescript-eslint/no-require-imports -- `-r` takes CommonJS
const { app } = require('electron');

const nativeReady = app.whenReady();
const emit = app.emit.bind(app);
const connected = Promise.withResolvers();
let held = [];
let ready = false;

app.emit = (event, ...details) => {
  if (event !== 'ready') return emit(event, ...details);
  held = details;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => ready;
app.whenReady = () => connected.promise;

globalThis.__playwright_run = async () => {
  await nativeReady;
  ready = true;
  connected.resolve();
  emit('ready', ...held);
};
