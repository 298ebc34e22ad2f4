import { useQuery } from '@tanstack/react-query';
import { request } from '../../providers/httpClient.ts';
import { useMay } from '../../providers/session.ts';

export type BackupStanding = {
  state: 'ok' | 'late' | 'never' | 'failed'; lastAt: string | null; ok: boolean; ageHours: number | null; /** 0: none are made by themselves. */ everyHours: number; kept: number; bytes: number | null; rows: number | null;
  because: string | null; warnings: string[];
};
export type Health = { backup: BackupStanding | null; outbox: { waiting: number; dead: number }; database: { engine: 'sqlite' | 'postgres'; answerMs: number } };

const EVERY_MS = 60_000;

/** Asked for again by itself: what is late becomes so without anybody's doing. */
export function useHealth() {
  const may = useMay();
  return useQuery({ queryKey: ['health'], queryFn: () => request<Health>('GET', '/health'), enabled: may('health:read'), refetchInterval: EVERY_MS });
}

/** Red where nobody could go back to yesterday. Where none are made by themselves, somebody else may see to it: that is no alarm. */
export const backupAlarm = (backup: BackupStanding | null | undefined): boolean => Boolean(backup && !backup.ok && (backup.everyHours > 0 || backup.state === 'failed'));
