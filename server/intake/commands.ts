import type { Kernel } from '../rest/request.ts';
export async function resumeImports(_kernel: Kernel): Promise<void> {}
