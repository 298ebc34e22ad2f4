import { describe, expect, it } from 'vitest';
import { readSettings } from '../../server/settings.ts';

const SECRETS = { SESSION_SECRET: 'x'.repeat(32), SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g' };
const mail = (env: Record<string, string>) => readSettings({ ...SECRETS, ...env }).mail;

describe('Outgoing mail', () => {
  it('is off until a server is set', () => {
    expect(mail({})).toBeNull();
    expect(mail({ SMTP_URL: '', MAIL_FROM: 'desk@company.example' })).toBeNull();
  });

  it.each(['desk@company.example', 'Upgrade Desk <desk@company.example>'])('is from %s', (from) => {
    expect(mail({ SMTP_URL: 'smtps://user:secret@mail.company.example:465', MAIL_FROM: from })).toEqual({ smtpUrl: 'smtps://user:secret@mail.company.example:465', from });
  });

  it.each(['mail.company.example', 'http://mail.company.example', 'smtp://'])('is not by way of %s', (url) => {
    expect(() => mail({ SMTP_URL: url, MAIL_FROM: 'desk@company.example' })).toThrow('SMTP_URL');
  });

  it.each(['', 'desk', 'a@b.example, c@d.example', 'Desk\r\nBcc: x@y.example <desk@company.example>'])('is not from “%s”', (from) => {
    expect(() => mail({ SMTP_URL: 'smtp://mail.company.example', MAIL_FROM: from })).toThrow('MAIL_FROM');
  });
});
