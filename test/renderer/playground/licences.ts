import type { Licence } from '../../../renderer/licences.ts';

const mit = `MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files, to deal in the software without restriction.`;

/** In place of what the build collects: enough to see how a list of packages looks. */
export const licences: readonly Licence[] = [
  { name: '@inlang/paraglide-js', version: '2.25.4', licence: 'MIT', text: mit },
  { name: 'bits-ui', version: '2.9.1', licence: 'MIT', text: mit },
  { name: 'dbus-next', version: '0.10.2', licence: 'MIT OR Apache-2.0', text: mit },
  { name: 'svelte', version: '5.38.6', licence: 'MIT', text: mit },
];
