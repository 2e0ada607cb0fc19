import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('token-sign-in');
