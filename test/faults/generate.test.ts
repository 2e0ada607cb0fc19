import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('generate');
