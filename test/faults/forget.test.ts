import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('forget');
