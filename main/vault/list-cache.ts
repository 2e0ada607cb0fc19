import * as v from 'valibot';
import { clockOffset, instant } from '../../preload/contract/parts.ts';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

const schema = v.object({
  lists: v.array(
    v.object({
      accountId: v.pipe(v.string(), v.uuid()),
      fetchedAt: instant,
      clockOffsetMs: v.nullable(clockOffset),
      tokens: v.array(
        v.object({
          id: v.pipe(v.string(), v.uuid()),
          createdAt: v.nullable(instant),
          expiresAt: v.nullable(instant),
        }),
      ),
    }),
  ),
});

export type ListCacheContent = v.InferOutput<typeof schema>;
export type CachedList = ListCacheContent['lists'][number];

/** The last list of each account: shown at once at the start, and while offline. Version 1. */
export function listCacheFile(files: Files, path: string): JsonFile<ListCacheContent> {
  return new JsonFile(files, { path, version: 1, schema, empty: { lists: [] } });
}
