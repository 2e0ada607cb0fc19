import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('resume');
