import { adoptionRound } from '../adoption/keep.ts';
import type { Kernel } from '../rest/request.ts';
import { startRounds, type Rounds } from './rounds.ts';

export const startAdoption = (kernel: Kernel, publicUrl: string, everyMs: number, failed: (error: unknown) => void): Rounds => startRounds(() => adoptionRound(kernel, publicUrl), everyMs, failed);
