import { describe, expect, it } from 'vitest';
import { afterFailure, allowedMailMoves, handBackMail, LINK, MAIL_STATUSES, messageMail, MOST_ATTEMPTS, pauseAfter, withLink } from '../../server/domain/mail.ts';

const NOW = '2026-03-10T10:00:00.000Z';
const about = { contactName: 'Priya Nair', staffName: 'Ada Berg', accountName: 'Northwind Dental', reference: 'UP-2026-000001' };

describe('Trying again', () => {
  it('waits longer each time, to a cap, and outlasts a night', () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1));
    expect(pauses).toEqual([1, 4, 16, 64, 240, 240, 240]);
    expect(pauses.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(12 * 60);
  });

  it('ends with the eighth attempt, and tells why in one line', () => {
    expect(afterFailure(7, 'no', NOW).status).toBe('waiting');
    expect(afterFailure(8, `no\r\n${'!'.repeat(1_000)}`, NOW)).toMatchObject({ status: 'dead', lastError: expect.stringMatching(/^no !{497}$/) });
  });

  it('is for admins where the mail waits or was given up', () => {
    expect(MAIL_STATUSES.filter((status) => allowedMailMoves(status).length > 0)).toEqual(['waiting', 'dead']);
  });
});

describe('A mail', () => {
  it('holds a place for the link, not the link, and one alone', () => {
    const { text } = handBackMail(about, `See ${LINK}: fixed.`, '13 March 2026');
    expect(text.split(LINK)).toHaveLength(2);
    expect(withLink(text, 'https://desk.example/portal/a.$&b')).toContain('\nhttps://desk.example/portal/a.$&b\n');
  });

  it('says what was put right even where nobody wrote a word', () => {
    expect(handBackMail(about, ' ', '13 March 2026').text).toContain('What held up your order is put right.');
  });

  it('has a subject of one line, whatever a name holds', () => {
    expect(messageMail({ ...about, reference: null, accountName: 'North\r\nBcc: x@y.example' }, 'Hello').subject).toBe('About your order North Bcc: x@y.example');
  });
});
