import * as v from 'valibot';
import { instant } from '../../preload/contract/parts.ts';
import type { Files } from '../vault/files.ts';
import { JsonFile } from '../vault/json-file.ts';

/** When it was last looked for a newer version, Unix time in ms; null: never. */
const schema = v.object({ checkedAt: v.nullable(instant) });

export type UpdateTimes = v.InferOutput<typeof schema>;

/** Remembers when the app last looked for a newer version. Version 1. */
export const updateFile = (files: Files, path: string): JsonFile<UpdateTimes> =>
  new JsonFile(files, { path, version: 1, schema, empty: { checkedAt: null } });
