import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../server/mail/deliver.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { deliver, emptyOutbox, mailOf, written } from '../support/outbox.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let box: Mailbox;
let ada: Client;
let admin: Client;

beforeAll(async () => {
  [desk, box] = await Promise.all([openDesk(), openMailbox()]);
  [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
});
beforeEach(async () => {
  desk.at(START);
  box.behave('take');
  box.received.length = 0;
  await emptyOutbox(desk);
});
afterAll(async () => {
  await desk.close();
  await box.close();
});

const minutesUntil = (instant: string) => (Date.parse(instant) - Date.parse(desk.now())) / 60_000;

describe('A mail that is refused', () => {
  it('is tried again after longer and longer pauses, with the same Message-ID, and then arrives once', async () => {
    const { item } = await written(desk, ada);
    box.behave('refuse');
    for (const pause of [1, 4, 16]) {
      expect(await deliver(desk, box.post)).toBe(0);
      const mail = await mailOf(desk, item);
      expect(mail).toMatchObject({ status: 'waiting', lastError: expect.stringContaining('The mailbox is full') });
      expect(minutesUntil(mail.nextAttemptAt)).toBe(pause);
      desk.later(pause - 0.5);
      await deliver(desk, box.post);
      expect((await mailOf(desk, item)).attempts, 'too early').toBe(mail.attempts);
      desk.later(0.5);
    }
    box.behave('take');
    expect(await deliver(desk, box.post)).toBe(1);
    const mail = await mailOf(desk, item);
    expect(mail).toMatchObject({ status: 'sent', attempts: 4, sentAt: desk.now(), lastError: null });
    expect(box.received.map((one) => one.messageId)).toEqual([`<${mail.id}@desk.example>`]);
  });

  it('is dead after the eighth attempt, shown to admins, and sent when one asks for it', async () => {
    const { item } = await written(desk, ada);
    box.behave('refuse');
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await deliver(desk, box.post);
      desk.later(4 * 60);
    }
    const dead = await mailOf(desk, item);
    expect(dead).toMatchObject({ status: 'dead', attempts: 8, allowed: ['retry', 'drop'] });
    expect((await done<{ dead: number }>(admin.get('/outbox/summary'))).dead).toBe(1);
    box.behave('take');
    expect(await deliver(desk, box.post), 'not by itself').toBe(0);
    expect(await done(admin.post(`/outbox/${dead.id}/retry`, { version: dead.version }))).toMatchObject({ status: 'waiting', attempts: 0 });
    expect(await deliver(desk, box.post)).toBe(1);
    expect((await done<{ dead: number }>(admin.get('/outbox/summary'))).dead).toBe(0);
  });

  it('does not keep the others waiting', async () => {
    const first = await written(desk, ada, 'First.');
    await written(desk, ada, 'Second.');
    const post: Post = (letter) => (letter.id === first.mail.id ? Promise.resolve({ is: 'refused', because: 'no' }) : box.post(letter));
    expect(await deliver(desk, post)).toBe(1);
    expect(box.received.map((one) => one.text)).toEqual([expect.stringContaining('Second.')]);
  });

  it('because no server answers waits like any other', async () => {
    const { item } = await written(desk, ada);
    const gone = await openMailbox();
    await gone.close();
    await deliver(desk, gone.post);
    expect(await mailOf(desk, item)).toMatchObject({ status: 'waiting', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('Of several workers at once', () => {
  it('one sends it', async () => {
    for (const text of ['One.', 'Two.', 'Three.']) await written(desk, ada, text);
    const sent = await Promise.all([1, 2, 3, 4].map(() => deliver(desk, box.post)));
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(new Set(box.received.map((one) => /(One|Two|Three)\./.exec(one.text)?.[1]))).toEqual(new Set(['One', 'Two', 'Three']));
    expect(box.received).toHaveLength(3);
  });
});

describe('A mail whose sender is gone before it was marked', () => {
  it('is not sent a second time: an admin is shown that it may have arrived', async () => {
    const { item } = await written(desk, ada);
    const arrived = Promise.withResolvers<void>();
    // Sends it, and is never heard of again.
    void deliver(desk, async (letter) => {
      await box.post(letter);
      arrived.resolve();
      return new Promise(() => undefined);
    });
    await arrived.promise;
    desk.later(9);
    await deliver(desk, box.post);
    expect((await mailOf(desk, item)).status).toBe('sending');
    desk.later(1);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await deliver(desk, box.post);
      desk.later(4 * 60);
    }
    expect(await mailOf(desk, item)).toMatchObject({ status: 'dead', attempts: 1, lastError: 'Its sending was interrupted. It may have arrived: ask before it is sent again' });
    expect(box.received).toHaveLength(1);
  });

  it('counts as sent when its sender was only slow', async () => {
    const { item } = await written(desk, ada);
    const [arrived, wakes] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = deliver(desk, async (letter) => {
      const outcome = await box.post(letter);
      arrived.resolve();
      await wakes.promise;
      return outcome;
    });
    await arrived.promise;
    desk.later(11);
    await deliver(desk, box.post);
    expect((await mailOf(desk, item)).status).toBe('dead');
    wakes.resolve();
    await slow;
    expect(await mailOf(desk, item)).toMatchObject({ status: 'sent', lastError: null });
    expect(box.received).toHaveLength(1);
  });

  it('and one that the server took without a word is not sent again either', async () => {
    const { item } = await written(desk, ada);
    box.behave('break');
    await deliver(desk, box.post);
    box.behave('take');
    desk.later(24 * 60);
    await deliver(desk, box.post);
    expect(await mailOf(desk, item)).toMatchObject({ status: 'dead', attempts: 1, lastError: expect.stringContaining('It may have arrived') });
    expect(box.received).toHaveLength(1);
  });

  it('goes out again when an admin says so, as the same message', async () => {
    const { item } = await written(desk, ada);
    box.behave('break');
    await deliver(desk, box.post);
    box.behave('take');
    const dead = await mailOf(desk, item);
    await done(admin.post(`/outbox/${dead.id}/retry`, { version: dead.version }));
    expect(await deliver(desk, box.post)).toBe(1);
    expect(new Set(box.received.map((one) => one.messageId)).size).toBe(1);
  });
});

describe('Without a mail server', () => {
  it('mail is kept and shown, and goes out once there is one', async () => {
    const { item } = await written(desk, ada);
    expect(await deliver(desk, null)).toBe(0);
    expect(await mailOf(desk, item)).toMatchObject({ status: 'waiting', attempts: 0, text: expect.stringContaining('We are looking into it.') });
    expect(await done(admin.get('/outbox/summary'))).toMatchObject({ waiting: 1, sends: false });
    desk.later(60);
    expect(await deliver(desk, box.post)).toBe(1);
  });
});

describe('Stopping', () => {
  it('ends a round after the mail that is being sent', async () => {
    await written(desk, ada, 'First.');
    await written(desk, ada, 'Second.');
    const ending = new AbortController();
    const post: Post = (letter) => {
      ending.abort();
      return box.post(letter);
    };
    expect(await deliver(desk, post, ending.signal)).toBe(1);
    expect(await deliver(desk, box.post)).toBe(1);
  });
});
