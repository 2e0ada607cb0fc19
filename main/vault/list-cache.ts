import * as v from 'valibot';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

const instant = v.nullable(v.pipe(v.number(), v.integer()));

const schema = v.object({
  lists: v.array(
    v.object({
      accountId: v.pipe(v.string(), v.uuid()),
      fetchedAt: v.pipe(v.number(), v.integer()),
      clockOffsetMs: v.nullable(v.number()),
      tokens: v.array(
        v.object({
          id: v.pipe(v.string(), v.uuid()),
          createdAt: instant,
          expiresAt: instant,
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
