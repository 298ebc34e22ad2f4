import type { TObject, TSchema } from 'typebox';

/**
 * What a spreadsheet would take for a formula: also behind spaces, which some of them take off, and in the wide letters that some of them
 * read as the narrow ones.
 */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** Where a program that parts cells at semicolons, and so does not see the quotation marks behind a comma, would begin another cell. */
const INSIDE = /([;|\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** The semicolon, the tab and the bar too: a program that parts cells there must find them inside of quotation marks. */
const QUOTED = /[",;|\t\r\n]|^\s|\s$/;

/** Most texts are neither, and are seen to be by one look. */
const CAREFUL = /[",;|\t\r\n]|^[\s=+\-@\uff1d\uff0b\uff0d\uff20]|\s$/;

/** One cell, and the only way in which one is written: numbers as digits, what is nested as JSON, and no text that is a formula. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (!CAREFUL.test(text)) return text;
  const mark = FORMULA.test(text) ? "'" : '';
  if (mark === '' && !QUOTED.test(text)) return text;
  return `"${mark}${text.replace(INSIDE, "$1'").replaceAll('"', '""')}"`;
}

export function csvLine(cells: readonly unknown[]): string {
  let line = '';
  for (let index = 0; index < cells.length; index += 1) line += index === 0 ? cell(cells[index]) : `,${cell(cells[index])}`;
  return `${line}\n`;
}

type Shape = { type?: string | string[]; properties?: Record<string, Shape>; items?: Shape; anyOf?: Shape[]; patternProperties?: unknown; additionalProperties?: unknown };

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is nested goes out with the fields that its schema has and no others, as in a JSON answer. */
function within(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return shape.items ? value.map((one) => within(shape.items as Shape, one)) : value;
  if (!isPlain(value)) return value;
  const own = shape.properties ? shape : shape.anyOf?.find((one) => one.properties);
  if (!own?.properties || own.patternProperties || own.additionalProperties) return value;
  return Object.fromEntries(Object.entries(own.properties).filter(([name]) => value[name] !== undefined).map(([name, field]) => [name, within(field, value[name])]));
}

/** What becomes of the values of a row, in the order of these fields of its shape, before they are written into cells. */
export function cellsOf(shape: TObject, fields: readonly string[]): (values: unknown[]) => unknown[] {
  const shapes = fields.map((field) => shape.properties[field] as TSchema as Shape);
  return (values) => {
    for (let index = 0; index < shapes.length; index += 1) {
      const value = values[index];
      if (typeof value === 'object' && value !== null) values[index] = within(shapes[index] ?? {}, value);
    }
    return values;
  };
}
