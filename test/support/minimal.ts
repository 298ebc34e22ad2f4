import type { Schema } from './openapi.ts';

const TEXTS: Record<string, string> = {
  kind: 'refresh', pathId: 'refresh', product: 'T5-3TB', rootCause: 'quote_needed', toUserId: 'admin2', region: 'emea', managerId: 'ada', calendarId: 'berlin', currency: 'USD',
};

/** The smallest body that the schema takes: what is required, and nothing else. */
export function minimal(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.includes(TEXTS[name]) ? TEXTS[name] : schema.enum[0];
  if (schema.anyOf) return minimal(schema.anyOf[0] ?? {}, name);
  switch ([schema.type ?? []].flat()[0]) {
    case 'string': return text(schema, name);
    case 'integer':
    case 'number': return Math.max(schema.minimum ?? 1, 1);
    case 'boolean': return true;
    case 'array': return Array.from({ length: schema.minItems ?? 0 }, () => minimal(schema.items ?? {}, name));
    case 'object': return Object.fromEntries((schema.required ?? []).map((field) => [field, minimal(schema.properties?.[field] ?? {}, field)]));
    default: return null;
  }
}

function text({ format, pattern, minLength = 0 }: Schema, name: string): string {
  const known = TEXTS[name];
  if (known !== undefined) return known;
  if (format === 'date') return '2026-03-20';
  if (format === 'date-time') return '2026-03-20T10:00:00.000Z';
  if (format === 'email') return 'somebody@many.example';
  return pattern?.startsWith('^[a-z]') || pattern?.startsWith('^[A-Za-z') ? 'example_name' : 'x'.repeat(Math.max(1, minLength));
}
