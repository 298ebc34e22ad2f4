import { useEffect, useRef, useState } from 'react';
import { act, newKey, type Answer, type Failure } from './api.ts';
import type { Done, Verb } from './page.ts';

const LONG_MS = 5_000;

/** How an act goes. */
export type ActingState = { pending: boolean; long: boolean; failure: Failure | null };

export type Sending<Said, Result> = ActingState & {
  /** Answers null while one is under way already: a second click is no second act. */
  run: (said: Said) => Promise<Answer<Result> | null>;
  forget: () => void;
};

/** One act on the link. Trying the same again after a failure sends the same key, so that it happens once even where only the answer was lost. */
export function useSending<Said, Result>(send: (said: Said, key: string) => Promise<Answer<Result>>): Sending<Said, Result> {
  const [pending, setPending] = useState(false);
  const [long, setLong] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const busy = useRef(false);
  const sent = useRef<{ said: string | undefined; key: string } | null>(null);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [pending]);

  const run = async (said: Said) => {
    if (busy.current) return null;
    busy.current = true;
    const same = JSON.stringify(said);
    if (!sent.current || sent.current.said !== same) sent.current = { said: same, key: newKey() };
    setPending(true);
    setFailure(null);
    const answer = await send(said, sent.current.key);
    busy.current = false;
    setPending(false);
    if (!answer.ok) setFailure(answer.failure);
    return answer;
  };
  return { run, pending, long, failure, forget: () => setFailure(null) };
}

/** What a customer decides about an order that was handed back to them. */
export function useAct(token: string, verb: Verb): Omit<Sending<string, Done>, 'run'> & { run: (text?: string) => Promise<Answer<Done> | null> } {
  const { run, ...rest } = useSending<string | undefined, Done>((text, key) => act(token, verb, text === undefined ? {} : { text }, key));
  return { ...rest, run: (text) => run(text) };
}
