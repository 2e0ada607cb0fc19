import * as v from 'valibot';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

/** No screen is as large, and none lies as far off. */
const length = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

const placeSchema = v.object({
  x: length,
  y: length,
  width: length,
  height: length,
  maximized: v.boolean(),
});

/** Where the window was when it was last moved, in the screen's own pixels; null: nowhere yet. */
const schema = v.object({ place: v.nullable(placeSchema) });

export type Place = v.InferOutput<typeof placeSchema>;
export type WindowFile = JsonFile<v.InferOutput<typeof schema>>;

/** What is remembered of the window, version 1. */
export const windowFile = (files: Files, path: string): WindowFile =>
  new JsonFile(files, { path, version: 1, schema, empty: { place: null } });
