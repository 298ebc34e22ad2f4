import { describe, expect, it } from 'vitest';
import { readData } from '../../client/console/admin/events/MendDialog.tsx';
import { adviceOf, asSentence } from '../../client/console/admin/events/reasons.ts';
import { canBeTriedAgain } from '../../client/console/admin/events/records.ts';
import { events } from '../../client/console/texts/events.ts';
import { DISPOSITIONS_OF_EVENTS, EVENT_TYPES } from '../../server/domain/words.ts';

describe('Events in the console', () => {
  it.each([
    ['card', 'a text looked like a payment card: it was taken out and not kept'], ['future', 'time lies in the future'], ['account', 'accountRef is not the externalId of an account'],
    ['subscription', 'subscriptionRefs names a subscription that this account does not have'], ['path', 'pathId is not one of the paths'], ['reason', 'reason must be one of the active root causes'],
    ['product', 'lines[0].product is not in the catalogue'], ['twice', 'This upgrade has been placed already'], ['shape', 'upgradeRef is missing'], ['shape', 'there is a field that does not belong there'],
    ['shape', 'step must be equal to one of the allowed values'], ['rule', 'The order has taken effect: undo it by a new upgrade'],
  ])('advise on %s where the desk says “%s”', (advice, because) => {
    expect(adviceOf({ disposition: 'quarantined', because })).toBe(advice);
  });

  it('have a text for each disposition, type and piece of advice', () => {
    const { disposition, means, types, advice } = events.events;
    for (const one of DISPOSITIONS_OF_EVENTS) {
      expect(Object.keys(disposition)).toContain(one);
      expect(Object.keys(means)).toContain(one);
      const told = adviceOf({ disposition: one, because: 'x' });
      if (told !== null) expect(Object.keys(advice)).toContain(told);
    }
    for (const type of EVENT_TYPES) expect(Object.keys(types)).toContain(type.replace('.', '_'));
  });

  it('can be tried again unless they were taken', () => {
    expect(DISPOSITIONS_OF_EVENTS.filter((disposition) => canBeTriedAgain({ disposition }))).toEqual(['waiting', 'quarantined', 'not_yet']);
  });

  it('give their reason as a sentence, and keep the spelling of a field', () => {
    expect(asSentence('its upgrade is not known yet')).toBe('Its upgrade is not known yet.');
    expect(asSentence('accountRef is missing')).toBe('accountRef is missing.');
  });

  it('are mended with an object that holds no card number, and nothing else', () => {
    expect(readData('{"step":"review"}')).toEqual({ data: { step: 'review' } });
    expect(readData('{"step":')).toMatchObject({ fault: 'events.mend.not_json' });
    expect(readData('[]')).toMatchObject({ fault: 'events.mend.not_object' });
    expect(readData('{"text":"4111 1111 1111 1111"}')).toMatchObject({ fault: 'events.mend.card' });
  });
});
