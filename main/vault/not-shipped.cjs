'use strict';

// In place of packages that another asks for and does without (electron.vite.config.ts).
throw new Error('This package is not part of the app.');
