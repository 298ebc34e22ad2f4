/**
 * Made files in the columns and with the oddities of the exports that customers send: no time zone, `3:00`, no end date, trials, quoted commas,
 * a mark at the beginning. Nothing of a real export stands here.
 */
const COUNTRIES = ['US', 'UK', 'IN', 'AU', 'DE', 'CA', 'FR'];
const TIERS: readonly [name: string, monthly: number][] = [['Basic', 19], ['Pro', 49], ['Enterprise', 199]];
const PRIORITIES = ['low', 'medium', 'high', 'urgent'];

const pad = (n: number, to = 2) => String(n).padStart(to, '0');
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const flag = (on: boolean) => (on ? 'TRUE' : 'FALSE');
const lines = (header: string, rows: readonly string[], end = '\n') => [header, ...rows, ''].join(end);

export const accountKey = (n: number) => `A-${pad(n, 6)}`;

export const ACCOUNTS_HEADER = 'account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag';

/** Every fifth name has a comma in it; line ends are those of Windows, and the file begins with a mark. */
export function accountsCsv(many = 12): string {
  const rows = Array.from({ length: many }, (_, n) => {
    const name = n % 5 === 0 ? `"Harbour ${n}, Ltd"` : `Harbour ${n}`;
    return `${accountKey(n)},${name},DevTools,${at(COUNTRIES, n)},2024-${pad((n % 12) + 1)}-0${(n % 9) + 1},organic,${at(TIERS, n)[0]},${[1, 19, 20, 99, 100, 250][n % 6]},${flag(n % 6 === 0)},FALSE`;
  });
  return `\ufeff${lines(ACCOUNTS_HEADER, rows, '\r\n')}`;
}

export const SUBSCRIPTIONS_HEADER = 'subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag';

/** Every sixth is a trial, every seventh has ended, the others have no end. */
export function subscriptionsCsv(many = 40, accounts = 12): string {
  const rows = Array.from({ length: many }, (_, n) => {
    const [tier, monthly] = at(TIERS, n);
    const seats = (n % 30) + 1;
    const isTrial = n % 6 === 0;
    const mrr = isTrial ? 0 : seats * monthly;
    const ends = n % 7 === 3 ? `2025-0${(n % 9) + 1}-15` : '';
    return `S-${pad(n, 6)},${accountKey(n % accounts)},2024-1${n % 3}-0${(n % 9) + 1},${ends},${tier},${seats},${mrr},${mrr * 12},${flag(isTrial)},FALSE,FALSE,${flag(ends !== '')},${n % 2 === 0 ? 'monthly' : 'annual'},${flag(n % 4 !== 0)}`;
  });
  return lines(SUBSCRIPTIONS_HEADER, rows);
}

export const TICKETS_HEADER = 'ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,first_response_time_minutes,satisfaction_score,escalation_flag';

/** Days without a time, times without a zone and with one digit for the hour; every fifth was escalated. */
export function ticketsCsv(many = 25, accounts = 12): string {
  const rows = Array.from({ length: many }, (_, n) => {
    const day = `2025-0${(n % 9) + 1}-1${n % 9}`;
    const next = `2025-0${(n % 9) + 1}-2${n % 9}`;
    return `T-${pad(n, 6)},${accountKey(n % accounts)},${day},${next} ${n % 24}:00,27,${at(PRIORITIES, n)},${20 + n},${n % 3 === 0 ? '' : (n % 3) + 3},${flag(n % 5 === 0)}`;
  });
  return lines(TICKETS_HEADER, rows);
}
