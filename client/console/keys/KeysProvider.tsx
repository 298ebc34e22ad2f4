import { useEffect, useState, type ReactNode } from 'react';
import { Keys, makeKeyRegistry } from './registry.ts';

/** One listener for every key of the console. */
export function KeysProvider({ children, singleKeys = true }: { children: ReactNode; singleKeys?: boolean }) {
  const [registry] = useState(makeKeyRegistry);
  useEffect(() => {
    addEventListener('keydown', registry.press);
    return () => removeEventListener('keydown', registry.press);
  }, [registry]);
  useEffect(() => registry.setSingleKeys(singleKeys), [registry, singleKeys]);
  return <Keys value={registry}>{children}</Keys>;
}
