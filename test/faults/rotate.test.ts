import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('rotate');
