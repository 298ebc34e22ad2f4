import { readFileSync } from 'node:fs';
import { fileOfProduct } from '../db/place.ts';

/** Of the product, as its package has it. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(fileOfProduct('package.json'), 'utf8')) as { version: string };
  return version;
}
