import type { FastifyInstance } from 'fastify';

export type Schema = {
  type?: string | string[]; enum?: unknown[]; const?: unknown; properties?: Record<string, Schema>; required?: string[]; additionalProperties?: boolean | Schema; patternProperties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[];
  format?: string; pattern?: string; minimum?: number; maximum?: number; minLength?: number; maxLength?: number; minItems?: number; maxItems?: number;
};
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema };
type Content = Record<string, { schema?: Schema }>;
export type Operation = { method: string; path: string; summary: string; parameters: Parameter[]; body: Schema | null; responses: Record<string, { content?: Content }> };

type Document = { paths: Record<string, Record<string, { summary?: string; parameters?: Parameter[]; requestBody?: { content: Content }; responses: Operation['responses'] }>> };

/** Every operation of the API as its own document tells it; paths without `/api`, as `/accounts/{id}`. */
export async function operationsOf(app: FastifyInstance): Promise<Operation[]> {
  const response = await app.inject({ method: 'GET', url: '/api/openapi.json' });
  const { paths } = response.json() as Document;
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { summary = '', parameters = [], requestBody, responses }]) => ({
    method: method.toUpperCase(), path: path.replace(/^\/api/, ''), summary, parameters, body: requestBody?.content['application/json']?.schema ?? null, responses,
  })));
}

/** The shape of an answer. */
export const answerSchema = (operation: Operation, status: number | string): Schema | undefined => operation.responses[String(status)]?.content?.['application/json']?.schema;

/** Every field in which a client may write a free text, by its path as the server names it (`lines[0].line`). */
export function textFields(schema: Schema, path = ''): string[] {
  const inside = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => textFields(one, path));
  const types = [schema.type ?? []].flat();
  const own = types.includes('string') && !schema.enum && schema.const === undefined && !schema.format && !schema.pattern?.startsWith('^') && path !== '' ? [path] : [];
  const children = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => textFields(child, path === '' ? name : `${path}.${name}`));
  const items = schema.items ? textFields(schema.items, `${path}[0]`) : [];
  return [...new Set([...inside, ...own, ...children, ...items])];
}
