import { describedBy, Fault } from './Fault.tsx';

type Props = { id: string; label: string; value: string; onChange: (next: string) => void; fault: string | undefined; hint?: string; type?: 'text' | 'email'; autoComplete?: string };

/** One line to fill in, with its label, what to write there, and what is wrong with it. */
export function Field({ id, label, value, onChange, fault, hint, type = 'text', autoComplete = 'off' }: Props) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="mute" id={`${id}-hint`}>{hint}</p>}
      <input id={id} type={type} value={value} autoComplete={autoComplete} required onChange={(event) => onChange(event.target.value)} aria-invalid={fault !== undefined} aria-describedby={describedBy(id, fault, hint !== undefined)} />
      <Fault of={id}>{fault}</Fault>
    </div>
  );
}
