import type { MailText } from '../mail.ts';
import type { Day } from '../words.ts';
import type { Verdict } from './limits.ts';
import type { Rate } from './rate.ts';

export type WeeklyFacts = {
  readerName: string;
  /** The week, Monday to Sunday, and the quarter up to its end. */
  from: Day;
  to: Day;
  week: Rate;
  quarter: Rate;
  goal: number;
  needed: number;
  verdict: Verdict;
  /** What holds the rate back most, by what closing it would bring in points of the rate. */
  causes: readonly { name: string; step: string; escalations: number; worth: number }[];
  /** The first month in which the goal is as likely met as not, or why there is none. */
  date: Day | null;
  /** The trend is at the goal already. */
  met: boolean;
  refusal: string | null;
  address: string;
};

const share = (rate: number) => `${(rate * 100).toFixed(1)}%`;
const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const SAID: Record<Verdict, string> = {
  above: 'As it is, the process meets the goal reliably.', hit_or_miss: 'As it is, the process meets the goal in some months and misses it in others, by chance alone.',
  below: 'As it is, the process stays below the goal unless it changes.', unknown: 'There are too few months to say what the process can do.',
};

const told = ({ rate, numerator, denominator, low, high }: Rate) => (rate === null || low === null || high === null ? 'nothing was completed' : `${share(rate)} (${numerator} of ${denominator}; 95% interval ${share(low)} to ${share(high)})`);

/** The self-serve rate of a week, for whoever owns its goal. */
export function weeklyMail({ readerName, from, to, week, quarter, goal, needed, verdict, causes, date, met, refusal, address }: WeeklyFacts): MailText {
  const paragraphs = [
    `Hello ${line(readerName)},`,
    `strict self-serve rate, ${from} to ${to}: ${told(week)}.\nThe 90 days up to then: ${told(quarter)}. The goal is ${share(goal)}${quarter.rate === null ? '' : needed === 0 ? ', and it is met' : `: ${needed} more journeys`}.`,
    SAID[verdict],
    ...(causes.length === 0 ? [] : [`What holds it back most, and the points that closing it would bring:\n${causes.map(({ name, step, escalations, worth }) => `  ${line(name)}, at ${step}: ${escalations} escalations, +${(worth * 100).toFixed(1)}`).join('\n')}`]),
    met ? 'By its trend the rate is at the goal.' : date === null ? `There is no date to the goal. ${refusal ?? 'It is not met within three years'}.` : `As likely as not the goal is met by ${date.slice(0, 7)}.`,
    `All of it, with the journeys behind every figure: ${address}`,
    'You get this each Monday as long as it is switched on in your profile.',
  ];
  return { subject: quarter.rate === null ? `Self-serve rate, ${from} to ${to}` : `Self-serve rate ${share(quarter.rate)} of ${share(goal)}: ${from} to ${to}`, text: `${paragraphs.join('\n\n')}\n` };
}
