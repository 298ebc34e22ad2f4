import { foldText } from '../fold.ts';
import type { ImportKind } from '../words.ts';
import { fieldOf, IMPORT_FIELDS } from './fields.ts';

/** Which column a field is read from. Its keys are the names of fields, never anything from a file. */
export type Mapping = Record<string, string>;

const folded = (header: string): string => foldText(header.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')).replace(/[^\p{L}\d]+/gu, '_').replace(/^_|_$/g, '');

/** The column of each field by its header, the likeliest name first; a column is used for one field only. */
export function guessMapping(kind: ImportKind, columns: readonly string[]): Mapping {
  const byName = new Map<string, string>();
  for (const column of columns) if (!byName.has(folded(column))) byName.set(folded(column), column);
  const used = new Set<string>();
  const mapping: Mapping = {};
  for (const { name, synonyms } of IMPORT_FIELDS[kind]) {
    const column = synonyms.map((synonym) => byName.get(synonym)).find((found) => found !== undefined && !used.has(found));
    if (column === undefined) continue;
    used.add(column);
    mapping[name] = column;
  }
  return mapping;
}

/** What is wrong with a mapping, by field; empty where a dry run can be made. */
export function checkMapping(kind: ImportKind, columns: readonly string[], mapping: Mapping): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, column] of Object.entries(mapping)) {
    if (!fieldOf(kind, name)) errors[shown(name)] = 'is not a field of this kind of import';
    else if (!columns.includes(column)) errors[name] = 'is mapped to a column that the file does not have';
  }
  for (const field of IMPORT_FIELDS[kind]) {
    if (field.required && mapping[field.name] === undefined) errors[field.name] = `needs a column: ${field.label}`;
    const group = field.oneOf === undefined ? [] : IMPORT_FIELDS[kind].filter((other) => other.oneOf === field.oneOf);
    if (group.length > 0 && group.every((other) => mapping[other.name] === undefined)) errors[field.name] = `needs a column: ${group.map((other) => other.label).join(' or ')}`;
  }
  return errors;
}

const shown = (name: string) => (/^[\w.-]{1,60}$/.test(name) && name !== '__proto__' ? name : 'mapping');

/** One row by fields. The apostrophes with which an export kept a spreadsheet from reading a formula are taken off again. */
export function valuesOf(mapping: Mapping, columns: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, column] of Object.entries(mapping)) {
    const cell = (cells[columns.indexOf(column)] ?? '').trim();
    values.set(name, cell.replace(/(^|[;|\t\r\n]\s*)'(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, '$1'));
  }
  return values;
}
