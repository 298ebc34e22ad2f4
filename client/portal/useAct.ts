import { useEffect, useRef, useState } from 'react';
import { act, newKey, type Answer, type Failure } from './api.ts';
import type { Done, Verb } from './page.ts';

const LONG_MS = 5_000;

export type Acting = {
  /** Answers null while one is under way already: a second click is no second act. */
  run: (text?: string) => Promise<Answer<Done> | null>;
  pending: boolean;
  long: boolean;
  failure: Failure | null;
  forget: () => void;
};

/** One act on the link. Trying the same again after a failure sends the same key, so that it happens once even where only the answer was lost. */
export function useAct(token: string, verb: Verb): Acting {
  const [pending, setPending] = useState(false);
  const [long, setLong] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const busy = useRef(false);
  const sent = useRef<{ text: string | undefined; key: string } | null>(null);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [pending]);

  const run = async (text?: string) => {
    if (busy.current) return null;
    busy.current = true;
    if (sent.current?.text !== text || !sent.current) sent.current = { text, key: newKey() };
    setPending(true);
    setFailure(null);
    const answer = await act(token, verb, text === undefined ? {} : { text }, sent.current.key);
    busy.current = false;
    setPending(false);
    if (!answer.ok) setFailure(answer.failure);
    return answer;
  };
  return { run, pending, long, failure, forget: () => setFailure(null) };
}
