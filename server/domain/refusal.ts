/**
 * Why a rule says no. `not_now`: the state does not allow it, `allowed` names what it does allow. `invalid`: what was sent breaks a
 * rule, `errors` names the fields. `forbidden`: this person may not.
 */
export type Refusal = {
  refused: 'not_now' | 'invalid' | 'forbidden';
  because: string;
  allowed?: readonly string[];
  errors?: Record<string, string>;
};

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

export const notNow = (because: string, allowed: readonly string[]): Refusal => ({ refused: 'not_now', because, allowed });
export const forbidden = (because: string): Refusal => ({ refused: 'forbidden', because });

/** One field is to blame. */
export const invalid = (field: string, message: string): Refusal => ({ refused: 'invalid', because: `${field} ${message}`, errors: { [field]: message } });
