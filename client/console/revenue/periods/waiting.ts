import { codingsWith } from '../../coding/tabs.ts';

/** The codings that keep a month from being closed. */
export const waitingIn = (month: string) => codingsWith({ postingPeriod: month, status: ['needs_review', 'proposed'] });
