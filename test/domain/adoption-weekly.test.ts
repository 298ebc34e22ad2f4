import { describe, expect, it } from 'vitest';
import { rateOf } from '../../server/domain/adoption/rate.ts';
import { weeklyMail, type WeeklyFacts } from '../../server/domain/adoption/weekly.ts';

const facts: WeeklyFacts = {
  readerName: 'Olga Park', from: '2026-03-02', to: '2026-03-08', week: rateOf(40, 50), quarter: rateOf(612, 728), goal: 0.9, needed: 44, verdict: 'below', met: false,
  causes: [{ name: 'Pricing exception', step: 'review', escalations: 41, worth: 0.039 }], date: '2027-04-01', refusal: null, address: 'https://desk.example/adoption',
};

describe('The weekly summary', () => {
  it('says the rate, the goal, what can be said of it, what holds it back, and the date', () => {
    const { subject, text } = weeklyMail(facts);
    expect(subject).toBe('Self-serve rate 84.1% of 90.0%: 2026-03-02 to 2026-03-08');
    for (const said of ['Hello Olga Park,', '80.0% (40 of 50; 95% interval', '84.1% (612 of 728', '44 more journeys', 'stays below the goal unless it changes', 'Pricing exception, at review: 41 escalations, +3.9', 'met by 2027-04', 'https://desk.example/adoption', 'switched on in your profile']) expect(text).toContain(said);
  });

  it('says why there is no date, that the goal is met, and that nothing was completed, without a rate that is none', () => {
    expect(weeklyMail({ ...facts, date: null, refusal: 'The rate is falling' }).text).toContain('There is no date to the goal. The rate is falling.');
    expect(weeklyMail({ ...facts, needed: 0 }).text).toContain('and it is met');
    const empty = weeklyMail({ ...facts, week: rateOf(0, 0), quarter: rateOf(0, 0), needed: 0, causes: [], verdict: 'unknown', date: null });
    expect(empty.text).toContain('nothing was completed');
    expect(`${empty.subject} ${empty.text}`).not.toMatch(/NaN|null|undefined/);
  });

  it('keeps a name on its line', () => {
    expect(weeklyMail({ ...facts, readerName: 'Olga\nBcc: all@x.example' }).text).toContain('Hello Olga Bcc: all@x.example,');
  });
});
