import { readFileSync } from 'node:fs';

/** Of the product, as its package has it. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
