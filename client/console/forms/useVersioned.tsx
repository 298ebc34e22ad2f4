import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { useNotify, useTranslate, type RaRecord } from 'react-admin';
import { explain, problemOf } from '../providers/problem.ts';
import { useCommand, type CommandResult } from '../providers/useCommand.ts';
import { ConflictNotice } from './ConflictNotice.tsx';

type Values = Record<string, unknown>;
type Versioned = RaRecord<string> & { version: number };

type Call = {
  record: Versioned;
  verb: string;
  body?: object;
  /** What it would change, for whoever has to choose between that and somebody else's change. */
  mine?: Values;
  /** Text key of what to say when it worked. */
  success?: string;
  /** The caller shows refusals itself. */
  quiet?: boolean;
  /** It only appends: whatever changed meanwhile, it is still right. */
  appends?: boolean;
  /** Nothing that somebody else can have changed makes it wrong: it goes on with the newer version unasked. */
  insists?: boolean;
};

type Options = {
  /** The fields in which two people can differ, with the keys of their names. */
  fields: Readonly<Record<string, string>>;
  /** Their values as one reads them. */
  inWords: (values: Values) => Values;
  /** Resources that change with this one. */
  alongside?: readonly string[];
};

type Conflict = { base: Values; theirs: Values; mine: Values; decide: (goOn: boolean) => void };

/** Runs commands with the version that was seen. Where somebody was faster, it shows both and waits for a decision before it goes on. Never throws. */
export function useVersioned<T extends Versioned>(resource: string, { fields, inWords, alongside = [] }: Options): { run: (call: Call) => Promise<CommandResult<T>>; pending: string | null; conflict: ReactNode } {
  const { run: command, pending } = useCommand<T>(resource);
  const queryClient = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const run = useCallback(async ({ record, verb, body = {}, mine = {}, success, quiet = false, appends = false, insists = false }: Call): Promise<CommandResult<T>> => {
    const attempt = async (version: number): Promise<CommandResult<T>> => {
      const result = await command({ id: record.id, verb, body: appends ? body : { ...body, version } }, { success, quiet: true });
      const stale = !result.ok && result.current !== undefined && problemOf(result.error).allowed === undefined;
      if (result.ok || !stale) {
        if (!result.ok && !quiet) {
          const { title, detail } = explain(result.error, translate);
          notify(detail ?? title, { type: 'error' });
        }
        return result;
      }
      const theirs = result.current ?? {};
      const goOn = insists || await new Promise<boolean>((decide) => setConflict({ base: record, theirs, mine, decide }));
      setConflict(null);
      return goOn ? attempt(Number(theirs['version'])) : result;
    };
    const result = await attempt(record.version);
    await Promise.all(alongside.map((other) => queryClient.invalidateQueries({ queryKey: [other] })));
    return result;
  }, [alongside, command, notify, queryClient, translate]);

  return {
    run,
    pending,
    conflict: conflict && (
      <Dialog open maxWidth="sm" fullWidth aria-labelledby="conflict-title" onClose={() => conflict.decide(false)}>
        <DialogContent>
          <ConflictNotice fields={fields} base={inWords(conflict.base)} theirs={inWords(conflict.theirs)} mine={inWords(conflict.mine)} onTakeTheirs={() => conflict.decide(false)} onApplyMine={() => conflict.decide(true)} />
        </DialogContent>
      </Dialog>
    ),
  };
}
