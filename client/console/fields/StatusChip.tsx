import { Chip, type ChipTone } from '../theme/Chip.tsx';
import { Nothing } from './Nothing.tsx';
import { useWord } from './words.ts';

type StatusSet = 'escalation' | 'upgrade' | 'subscription' | 'device' | 'user' | 'exception' | 'import' | 'return' | 'mail' | 'coding' | 'decision' | 'period' | 'attestation';

const LOOKS: Record<string, [ChipTone, string]> = {
  'escalation.waiting': ['blue', '○'],
  'escalation.claimed': ['accent', '◐'],
  'escalation.paused': ['plain', '‖'],
  'escalation.handed_back': ['warn', '↩'],
  'escalation.resolved': ['good', '✓'],
  'escalation.cancelled': ['plain', '✕'],
  'upgrade.draft': ['plain', '○'],
  'upgrade.placed': ['blue', '◐'],
  'upgrade.fulfilling': ['blue', '◑'],
  'upgrade.awaiting_return': ['warn', '↩'],
  'upgrade.awaiting_attestation': ['warn', '✎'],
  'upgrade.completed': ['good', '✓'],
  'upgrade.cancelled': ['plain', '✕'],
  'upgrade.abandoned': ['plain', '–'],
  'subscription.active': ['good', '●'],
  'subscription.expired': ['warn', '○'],
  'subscription.replaced': ['plain', '↪'],
  'subscription.ended': ['plain', '✕'],
  'device.in_field': ['good', '●'],
  'device.due_back': ['warn', '↩'],
  'device.returned': ['plain', '✓'],
  'device.retired': ['plain', '–'],
  'user.active': ['good', '●'],
  'user.suspended': ['bad', '✕'],
  'exception.granted': ['good', '✓'],
  'exception.waiting': ['warn', '○'],
  'exception.refused': ['bad', '✕'],
  'return.authorised': ['plain', '○'],
  'return.label_issued': ['blue', '◔'],
  'return.in_transit': ['blue', '◑'],
  'return.delivered': ['blue', '◕'],
  'return.received': ['accent', '●'],
  'return.inspected': ['good', '✓'],
  'return.waived': ['plain', '–'],
  'return.cancelled': ['plain', '✕'],
  'attestation.signed': ['warn', '✎'],
  'attestation.verified': ['good', '✓'],
  'attestation.rejected': ['bad', '✕'],
  'attestation.superseded': ['plain', '↪'],
  'mail.waiting': ['blue', '○'],
  'mail.sending': ['blue', '◑'],
  'mail.sent': ['good', '✓'],
  'mail.dead': ['bad', '✕'],
  'mail.dropped': ['plain', '–'],
  'coding.auto': ['plain', '●'],
  'coding.needs_review': ['warn', '○'],
  'coding.confirmed': ['good', '✓'],
  'coding.overridden': ['accent', '✎'],
  'coding.proposed': ['blue', '◐'],
  'coding.imported': ['blue', '↧'],
  'coding.reversed': ['plain', '✕'],
  'period.open': ['blue', '○'],
  'period.closed': ['plain', '■'],
  'decision.waiting': ['blue', '◐'],
  'decision.applied': ['accent', '✎'],
  'decision.approved': ['good', '✓'],
  'decision.rejected': ['bad', '✕'],
  'import.uploaded': ['plain', '○'],
  'import.planned': ['blue', '◐'],
  'import.running': ['blue', '◑'],
  'import.done': ['good', '✓'],
  'import.failed': ['bad', '✕'],
  'import.cancelled': ['plain', '–'],
  'import.undone': ['plain', '↺'],
};

/** A state in the domain's own word, with a mark that says the same without colour. */
export function StatusChip({ of, value, short = false }: { of: StatusSet; value: string | null | undefined; /** The mark alone: the word comes by hovering, or to whoever listens. */ short?: boolean }) {
  const word = useWord();
  if (!value) return <Nothing />;
  const [tone, mark] = LOOKS[`${of}.${value}`] ?? ['plain', '○'];
  if (short) return <Chip tone={tone} title={word(of, value)}><span role="img" aria-label={word(of, value)}>{mark}</span></Chip>;
  return <Chip tone={tone} mark={mark}>{word(of, value)}</Chip>;
}
