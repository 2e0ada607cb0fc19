import { expect, test } from 'vitest';
import * as v from 'valibot';
import { aboutOf, type Places } from '../../main/about.ts';
import { requests } from '../../preload/contract.ts';

const places: Places = {
  platform: 'linux',
  dataFolder: '/home/kim/.config/Token Vault',
  executable: '/opt/Token Vault/token-vault',
  resources: '/opt/Token Vault/resources',
};

test('says what runs and where things lie, in the shape of the contract', () => {
  const about = aboutOf(places);
  expect(v.is(requests.app.about.result, about)).toBe(true);
  expect(about).toMatchObject({
    node: process.versions.node,
    dataFolder: places.dataFolder,
    chromiumLicences: '/opt/Token Vault/LICENSES.chromium.html',
  });
});

test('on macOS the licences of Chromium lie among the resources', () => {
  const { chromiumLicences } = aboutOf({ ...places, platform: 'darwin' });
  expect(chromiumLicences).toBe('/opt/Token Vault/resources/LICENSES.chromium.html');
});

test('of a path that is too long the end is shown', () => {
  const about = aboutOf({ ...places, dataFolder: `/${'a'.repeat(900)}/vault` });
  expect(v.is(requests.app.about.result, about)).toBe(true);
  expect(about.dataFolder).toMatch(/^…a+\/vault$/);
});
