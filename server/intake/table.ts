import { REASONS, type ReasonCode } from '../domain/imports/reasons.ts';
import type { Batch } from './read.ts';

const figure = (n: number) => n.toLocaleString('en').padStart(9);

/** A plan, or what became of it, as lines for a terminal. */
export function planTable({ kind, fileName, status, total, counts, reasons, newProducts, mapping, columns }: Pick<Batch, 'kind' | 'fileName' | 'status' | 'total' | 'counts' | 'reasons' | 'newProducts' | 'mapping' | 'columns'>): string {
  const unused = columns.filter((column) => !Object.values(mapping).includes(column));
  const names = status === 'planned' ? ['to create', 'to update', 'unchanged', 'to skip'] : ['created', 'updated', 'unchanged', 'skipped'];
  const outcomes = ['create', 'update', 'unchanged', 'skipped'].map((outcome, index) => `${figure(counts[outcome] ?? 0)}  ${names[index]}`);
  const why = Object.entries(reasons).map(([reason, n]) => `${figure(n)}    ${reason}: ${REASONS[reason as ReasonCode] ?? ''}`);
  return [
    `${fileName}: ${total.toLocaleString('en')} rows of ${kind}, ${status}`,
    ...(status === 'planned' ? [`  ${Object.entries(mapping).map(([field, column]) => `${field} ← ${column}`).join(', ')}`, ...(unused.length > 0 ? [`  not read: ${unused.join(', ')}`] : [])] : []),
    ...outcomes, ...why,
    ...(newProducts.length > 0 && status === 'planned' ? [`  new products: ${newProducts.map((product) => product.name).join(', ')}`] : []),
  ].join('\n');
}
