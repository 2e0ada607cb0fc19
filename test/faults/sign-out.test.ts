import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('sign-out');
