import { Field } from '../parts/Field.tsx';
import { texts } from '../texts.ts';
import type { Filled } from './filled.ts';

/** Who signs, as it is printed under the statement. */
export function SignerPart({ page, draft, faults, change }: Filled) {
  const { signer: words } = texts.sign;
  const field = (name: 'name' | 'title' | 'email') => ({
    id: name, label: words.labels[name], hint: words.hints[name], value: draft.signer[name], fault: faults[name], onChange: (next: string) => change({ ...draft, signer: { ...draft.signer, [name]: next } }, name),
  });
  return (
    <section className="panel">
      <h2>{words.title}</h2>
      <p className="mute">{words.hint(page.account.name)}</p>
      <div className="fields">
        <Field {...field('name')} autoComplete="name" />
        <Field {...field('title')} autoComplete="organization-title" />
        <Field {...field('email')} type="email" autoComplete="email" />
      </div>
    </section>
  );
}
