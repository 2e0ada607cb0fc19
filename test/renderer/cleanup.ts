import { beforeEach } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';

// The package asks for this itself when it is loaded, which is once for all files: they share their modules.
beforeEach(cleanup);
