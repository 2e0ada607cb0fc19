import { matrixTests } from '../support/reliability/matrix-tests.ts';

matrixTests('renewal');
