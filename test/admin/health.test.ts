import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../support/app.ts';
import { engine } from '../support/database.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('How the installation stands', () => {
  it('is for those who look after it', async () => {
    for (const role of ['admin', 'ops'] as const) {
      const { status, body } = await (await desk.as(role)).get('/health');
      expect(status).toBe(200);
      expect(body).toMatchObject({ backup: null, outbox: { waiting: 0, dead: 0 }, database: { engine, answerMs: expect.any(Number) as number } });
    }
    expect((await (await desk.as('ada')).get('/health')).status).toBe(403);
  });
});
