import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('move');
