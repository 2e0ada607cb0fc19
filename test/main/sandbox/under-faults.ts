import { accounts } from '../../../main/sandbox/accounts.ts';
import { basic } from './client.ts';

export const me = basic(accounts.empty);
export const generate = 'GET /auth/v1/tokens/generate?ttl=3600';
export const list = 'GET /auth/v1/tokens';
