import { describe, expect, test } from 'vitest';
import { ownerPrivileges } from '../../main/sandbox/accounts.ts';
import { privilegeText, roleText } from '../../renderer/text/privilege-text.ts';

/** Named in samples of real tokens: those of an owner, and one that newer samples add. */
const documented = [...ownerPrivileges, 'ACCESS_AND_MANAGE_LOGGING'];

describe('a documented privilege has words of its own', () => {
  test.each(documented)('%s', (name) => {
    expect(privilegeText(name)).toMatch(/^(Create|Reserve|Manage|Read|Use|Open) [A-Za-z ]+$/);
  });

  test('and no two have the same', () => {
    expect(new Set(documented.map(privilegeText)).size).toBe(17);
  });
});

test.each([
  ['ACCESS_AND_MANAGE_VPN', 'Access and manage VPN'],
  ['BREW_COFFEE', 'Brew coffee'],
  ['S3_BUCKET_CREATE', 'S3 bucket create'],
  ['X', 'X'],
  // What is no such name is shown as it is.
  ['constructor', 'constructor'],
  ['Something else', 'Something else'],
  ['_', '_'],
  ['', ''],
])('one that is not known is readable: %j', (name, words) => {
  expect(privilegeText(name)).toBe(words);
});

test.each([
  ['owner', 'Contract owner'],
  ['admin', 'Contract administrator'],
  ['administrator', 'Contract administrator'],
  ['reseller', 'reseller'],
  ['toString', 'toString'],
])('the role %s is %s', (name, words) => {
  expect(roleText(name)).toBe(words);
});
