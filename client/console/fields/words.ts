import { useCallback } from 'react';
import { useTranslate } from 'react-admin';

export type WordSet =
  | 'segment' | 'product_kind' | 'upgrade_kind' | 'motion' | 'step' | 'upgrade' | 'channel' | 'escalation' | 'outcome' | 'band' | 'pause'
  | 'root_cause' | 'movement' | 'subscription' | 'device' | 'role' | 'user' | 'exception' | 'touch' | 'action' | 'import' | 'resource' | 'driver' | 'coding' | 'coding_flag' | 'origin' | 'decision' | 'period' | 'return' | 'mail'
  | 'return_fact' | 'return_flag' | 'return_act' | 'rung' | 'mismatch' | 'next_mover' | 'disposition' | 'meaning' | 'capture' | 'attestation';

/** A domain word as people say it: `word('step', 'review')` is "Review". A word that admins added shows as they wrote it. The same function as long as the language is. */
export function useWord() {
  const translate = useTranslate();
  return useCallback((set: WordSet, value: string) => translate(`words.${set}.${value}`, { _: value.replaceAll('_', ' ') }), [translate]);
}

/** The words of a closed list, as the choices of a filter or a select. */
export function useChoices() {
  const word = useWord();
  return useCallback((set: WordSet, values: readonly string[]) => values.map((id) => ({ id, name: word(set, id) })), [word]);
}
