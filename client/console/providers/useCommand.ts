import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useDataProvider, useNotify, useTranslate, type Identifier, type RaRecord } from 'react-admin';
import type { ConsoleDataProvider } from './dataProvider.ts';
import { invalidate } from './invalidate.ts';
import { currentOf, explain, fieldErrors, OFFLINE, statusOf } from './problem.ts';

export type CommandCall = { id: Identifier | null; verb: string; body: object };

export type CommandResult<T> =
  | { ok: true; record: T }
  /** `errors` by field for the form; `current` where somebody changed the record meanwhile. */
  | { ok: false; error: unknown; errors?: Record<string, string>; current?: Record<string, unknown> };

type Options = {
  /** Text key of what to say when it worked. */
  success?: string;
  /** Do not notify of refusals: the caller shows them itself. */
  quiet?: boolean;
};

/**
 * Runs commands of a resource: one idempotency key a click – and the same again for the next click where the first got no answer, so that
 * it cannot happen twice – then fresh lists. Never throws.
 */
export function useCommand<T extends RaRecord = RaRecord>(resource: string) {
  const dataProvider = useDataProvider<ConsoleDataProvider>();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  const [pending, setPending] = useState<string | null>(null);
  const unanswered = useRef<{ call: string; key: string } | null>(null);

  const run = useCallback(async ({ id, verb, body }: CommandCall, { success, quiet }: Options = {}): Promise<CommandResult<T>> => {
    const call = JSON.stringify([resource, id, verb, body]);
    const key = unanswered.current?.call === call ? unanswered.current.key : crypto.randomUUID();
    setPending(verb);
    try {
      const record = await dataProvider.command<T>(resource, id, verb, body, { idempotencyKey: key });
      unanswered.current = null;
      if (record && id !== null && record.id === id) queryClient.setQueryData([resource, 'getOne', { id: String(id), meta: undefined }], record);
      await invalidate(queryClient, resource);
      if (success) notify(success, { type: 'success' });
      return { ok: true, record };
    } catch (error) {
      unanswered.current = statusOf(error) === OFFLINE ? { call, key } : null;
      const current = currentOf(error);
      if (current) await invalidate(queryClient, resource);
      if (!quiet) {
        const { title, detail } = explain(error, translate);
        notify(detail ?? title, { type: 'error' });
      }
      return { ok: false, error, errors: fieldErrors(error), current };
    } finally {
      setPending(null);
    }
  }, [dataProvider, notify, queryClient, resource, translate]);

  return { run, pending };
}
