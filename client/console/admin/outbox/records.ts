import { useQuery } from '@tanstack/react-query';
import type { RaRecord } from 'react-admin';
import type { MailKind, MailMove, MailStatus } from '../../../../server/domain/mail.ts';
import { request } from '../../providers/httpClient.ts';
import { useMay } from '../../providers/session.ts';

export type Mail = RaRecord<string> & {
  cause: string; kind: MailKind; to: string; replyTo: string | null; subject: string; escalationId: string | null; upgradeId: string | null; accountId: string | null; accountName: string | null; status: MailStatus;
  attempts: number; nextAttemptAt: string; lastError: string | null; createdAt: string; sentAt: string | null; version: number;
};

export type MailWithText = Mail & { text: string; allowed: MailMove[] };

export type OutboxSummary = { waiting: number; dead: number; sends: boolean };

// The key begins with the resource: a change of it refreshes this with the lists.
export function useOutboxSummary(): OutboxSummary | undefined {
  const may = useMay();
  return useQuery({ queryKey: ['outbox', 'summary'], queryFn: () => request<OutboxSummary>('GET', '/outbox/summary'), enabled: may('outbox:read') }).data;
}
