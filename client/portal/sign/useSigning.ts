import { useState } from 'react';
import { useDraft } from '../useDraft.ts';
import { draftOf, type Draft } from './draft.ts';
import { faultsOf, readyOf, type Faults } from './faults.ts';
import type { Ready, SigningPage } from './page.ts';

export type Filling = {
  draft: Draft;
  faults: Faults;
  ready: Ready | null;
  /** Checked and found complete as it stands: a change of anything takes that back. */
  checked: boolean;
  /** Writes something, at one field; without one, something that changes which fields there are. */
  change: (next: Draft, field?: string) => void;
  complain: (faults: Faults) => void;
  /** Answers what is wrong. */
  check: () => Faults;
  forget: () => void;
};

/** What is filled in, kept in this tab, and what is wrong with it once that was asked. */
export function useSigning(token: string, page: SigningPage): Filling {
  const kept = useDraft(token);
  const [draft, setDraft] = useState(() => draftOf(page, kept.text));
  const [faults, setFaults] = useState<Faults>({});
  const ready = readyOf(draft, page);
  const [checked, setChecked] = useState(ready !== null && kept.text !== '');

  return {
    draft, faults, ready, checked,
    change: (next, field) => {
      setDraft(next);
      setChecked(false);
      kept.change(JSON.stringify(next));
      if (Object.keys(faults).length === 0) return;
      if (field === undefined) return setFaults({});
      const { [field]: was, ...rest } = faults;
      const now = was === undefined ? undefined : faultsOf(next, page)[field];
      setFaults(now === undefined ? rest : { ...rest, [field]: now });
    },
    complain: setFaults,
    check: () => {
      const found = faultsOf(draft, page);
      setFaults(found);
      setChecked(Object.keys(found).length === 0);
      return found;
    },
    forget: () => kept.change(''),
  };
}
