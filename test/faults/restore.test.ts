import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('restore');
