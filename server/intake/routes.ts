import type { FastifyInstance } from 'fastify';
import type { SessionKernel } from '../people/sessions.ts';
export async function serveImports(_app: FastifyInstance, _kernel: SessionKernel): Promise<void> {}
