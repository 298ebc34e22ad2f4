import { useTranslate } from 'react-admin';
import { Due } from '../fields/Times.tsx';
import { clockOf } from './clock.ts';
import { usePolicy } from '../providers/policy.ts';
import type { EscalationRow } from './records.ts';

/** Time left to the target that counts now; in a word where none does. */
export function ClockCell({ escalation }: { escalation: EscalationRow }) {
  const translate = useTranslate();
  const clock = clockOf(escalation, usePolicy()?.stopsClock);
  return clock.runs ? <span title={translate(`clock.${clock.target}`)}><Due at={clock.due} /></span> : <Due at={null} stopped={translate(`clock.still.${clock.because}`)} />;
}
