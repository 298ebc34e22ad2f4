import { adoptionRound } from '../adoption/keep.ts';
import type { ReportPool } from '../adoption/pool.ts';
import type { Kernel } from '../rest/request.ts';
import { startRounds, type Rounds } from './rounds.ts';

export const startAdoption = (kernel: Kernel, reports: ReportPool, publicUrl: string, everyMs: number, failed: (error: unknown) => void): Rounds => startRounds(() => adoptionRound(kernel, reports, publicUrl), everyMs, failed);
