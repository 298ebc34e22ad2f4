import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';
import { formatAge, formatDay, formatExact, formatMoment } from './format.ts';
import { Nothing } from './Nothing.tsx';
import { useNow } from './now.ts';

type Maybe = string | null | undefined;

/** An instant: "12 m ago", "in 2 h 04 m"; farther than a week, the day. Hovering shows it to the second. `moment` writes the clock instead. */
export function When({ at, as = 'relative' }: { at: Maybe; as?: 'relative' | 'moment' | 'exact' }) {
  const translate = useTranslate();
  const now = useNow();
  if (!at) return <Nothing />;
  const seconds = (Date.parse(at) - now) / 1000;
  const age = formatAge(seconds);
  const relative = () => {
    if (Math.abs(seconds) >= 7 * 86_400) return formatMoment(at, now);
    if (Math.abs(seconds) < 60) return translate('fields.now');
    return translate(seconds < 0 ? 'fields.ago' : 'fields.in', { age });
  };
  if (as === 'relative') return <Aging at={at}>{relative()}</Aging>;
  return <time dateTime={at} title={formatExact(at)} style={{ whiteSpace: 'nowrap' }}>{as === 'exact' ? formatExact(at) : formatMoment(at, now)}</time>;
}

/** What is true only now; printed, it is the time itself. */
function Aging({ at, children }: { at: string; children: string }) {
  const exact = formatExact(at);
  return <time dateTime={at} title={exact} data-exact={exact} style={{ whiteSpace: 'nowrap' }}><span>{children}</span></time>;
}

/** A calendar day, in no zone. */
export function Day({ on }: { on: Maybe }) {
  return on ? <time dateTime={on} style={{ whiteSpace: 'nowrap' }}>{formatDay(on)}</time> : <Nothing />;
}

/** How long since. */
export function Age({ since }: { since: Maybe }) {
  const now = useNow();
  if (!since) return <Nothing />;
  return <Aging at={since}>{formatAge((now - Date.parse(since)) / 1000)}</Aging>;
}

/** A length of time. Minutes are what policies and targets are kept in, seconds what is measured. */
export function Duration({ minutes, seconds }: { minutes?: number | null; seconds?: number | null }) {
  const total = seconds ?? (minutes === null || minutes === undefined ? undefined : minutes * 60);
  if (total === undefined) return <Nothing />;
  return <span style={{ whiteSpace: 'nowrap' }}>{formatAge(total)}</span>;
}

const SOON_SECONDS = 3600;

/** Time left to a target: amber within the hour, red and "late" past it, and quiet while it stands still. */
export function Due({ at, stopped, met }: { at: Maybe; stopped?: string | null; met?: boolean }) {
  const translate = useTranslate();
  const now = useNow();
  if (stopped) return <span style={{ color: tone.mute }}>{stopped}</span>;
  if (!at) return <Nothing />;
  if (met) return <span style={{ color: tone.good }} title={formatExact(at)}>{translate('fields.met')}</span>;
  const seconds = (Date.parse(at) - now) / 1000;
  const late = seconds < 0;
  const look = late ? { color: tone.bad, fontWeight: 600 } : seconds < SOON_SECONDS ? { color: tone.warn, fontWeight: 600 } : {};
  return (
    <time dateTime={at} title={formatExact(at)} style={{ whiteSpace: 'nowrap', ...look }}>
      {late ? translate('fields.late', { age: formatAge(seconds) }) : formatAge(seconds)}
    </time>
  );
}
