import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGetList } from 'react-admin';
import type { Meaning } from '../../../server/domain/words.ts';
import { useLive } from '../providers/live.ts';
import { useSession } from '../providers/session.ts';
import type { User } from '../records.ts';
import type { AttestationRow, EvidenceFile, Statement } from './records.ts';

const RARELY_CHANGES_MS = 5 * 60_000;
const BY_ID = { field: 'id', order: 'ASC' } as const;
const NEWEST = { field: 'id', order: 'DESC' } as const;

/** What a colleague is called, by their id. */
export function usePeople(): (id: string | null) => string | null {
  const session = useSession();
  const { data } = useGetList<User>('users', { sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 1000 } }, { staleTime: RARELY_CHANGES_MS });
  return useMemo(() => {
    const names = new Map(data?.map(({ id, name }) => [id, name]));
    return (id) => (id === null ? null : (names.get(id) ?? (id === session?.id ? session.name : null)));
  }, [data, session]);
}

export const useEvidence = (returnId: string) => useGetList<EvidenceFile>('evidence-files', { filter: { returnId }, sort: BY_ID, pagination: { page: 1, perPage: 200 } });

export const useAttestationsOf = (returnId: string) => useGetList<AttestationRow>('attestations', { filter: { returnId }, sort: NEWEST, pagination: { page: 1, perPage: 100 } });

/** What is signed now for each meaning: the latest edition of its statement. */
export function useStatements(): { current: ReadonlyMap<Meaning, Statement>; isPending: boolean } {
  const { data, isPending } = useGetList<Statement>('statements', { sort: { field: 'createdAt', order: 'DESC' }, pagination: { page: 1, perPage: 200 } }, { staleTime: RARELY_CHANGES_MS });
  const current = useMemo(() => latestEditions(data ?? []), [data]);
  return { current, isPending };
}

export function latestEditions(statements: readonly Statement[]): Map<Meaning, Statement> {
  const latest = new Map<Meaning, Statement>();
  for (const statement of statements) if ((latest.get(statement.meaning)?.edition ?? 0) < statement.edition) latest.set(statement.meaning, statement);
  return latest;
}

/** Files and attestations are told of as changes of their return. */
export function useLiveParts(returnId: string | undefined): void {
  const queryClient = useQueryClient();
  useLive('returns', ({ id }) => {
    if (id !== returnId) return;
    for (const resource of ['attestations', 'evidence-files']) void queryClient.invalidateQueries({ queryKey: [resource] });
  });
}
