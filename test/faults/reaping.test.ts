import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('reaping');
