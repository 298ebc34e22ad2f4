import { basename } from 'node:path';

/** Set where this runs as it was built, in one piece: see server/build.ts. */
declare const __BUILT__: true | undefined;
/** Set where sources run, and the programs that they start are the built ones all the same: those are there in a tenth of the time. */
declare const __STARTS_BUILT__: true | undefined;

const isBuilt = typeof __BUILT__ !== 'undefined';
const startsBuilt = isBuilt || typeof __STARTS_BUILT__ !== 'undefined';
const PRODUCT = new URL(isBuilt ? '../../' : '../', import.meta.url);

/** A file or folder of the product, from its top level: the same for the sources and for what is built of them. */
export const fileOfProduct = (path: string): URL => new URL(path, PRODUCT);

/** Another program or module of the server, by the path of its source without an ending. */
export const moduleOfServer = (path: string): URL => fileOfProduct(startsBuilt ? `dist/server/${basename(path)}.mjs` : `${path}.ts`);
