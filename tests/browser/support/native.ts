import { createHash } from 'node:crypto';

import { expect } from '@playwright/test';

/** A span of a native file, as far as the specs look at it. */
export interface NativeSpan {
  id: string;
  label: string;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
  status: string;
  origin: string;
  edited: boolean;
  certainty: string;
  note: string;
}

/** A relation of a native file. */
export interface NativeRelation {
  type: string;
  head: string;
  tail: string;
}

/** A document of a native file. */
export interface NativeDocument {
  id: string;
  name: string;
  text: string;
  text_sha256: string;
  length: number;
  offset_unit: string;
  source?: {
    file_name: string;
    encoding: string;
    bom: boolean;
    newlines: string;
    byte_length: number;
    byte_sha256: string;
  };
  status: string;
  spans: NativeSpan[];
  relations: NativeRelation[];
}

/** A native file. */
export interface Native {
  format: string;
  version: number;
  generator?: unknown;
  exported_at?: string;
  scheme: { labels: { id: string }[] };
  documents: NativeDocument[];
}

/** A line of doccano's JSONL. */
export interface DoccanoLine {
  id: number;
  text: string;
  label: [number, number, string][];
}

/** Code points of context that a span is written with on either side. */
const CONTEXT = 16;

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Expects that a document says of itself what its text says: hash, length, every quote. */
export function expectSound(document: NativeDocument): void {
  const characters = [...document.text];
  const slice = (start: number, end: number) => characters.slice(start, end).join('');
  expect(document.offset_unit).toBe('unicode_code_point');
  expect(document.text_sha256).toBe(sha256(document.text));
  expect(document.length).toBe(characters.length);
  const stated = document.spans.map(({ quote, prefix, suffix }) => ({ quote, prefix, suffix }));
  const there = document.spans.map(({ start, end }) => ({
    quote: slice(start, end),
    prefix: slice(Math.max(0, start - CONTEXT), start),
    suffix: slice(end, end + CONTEXT),
  }));
  expect(stated, 'what the spans quote is what stands where they say').toEqual(there);
}

/** The one document of a file. */
export function only(native: Native): NativeDocument {
  expect(native.documents.map(({ name }) => name)).toHaveLength(1);
  return native.documents[0];
}

/** A file without what differs from one export to the next. */
export function lasting(native: Native): Omit<Native, 'generator' | 'exported_at'> {
  const { generator: _generator, exported_at: _moment, ...rest } = native;
  return rest;
}
