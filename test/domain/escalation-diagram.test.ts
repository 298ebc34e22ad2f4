import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MOVE_NAMES, MOVES } from '../../server/domain/escalation.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const words = (name: string) => name.replaceAll('-', ' ');

it('The drawing of an escalation’s states has every move of the table, and no other', () => {
  const [, drawing = ''] = /```mermaid\n([\s\S]*?)```/.exec(README) ?? [];
  const drawn = [...drawing.matchAll(/^ +(\w+) --> (\w+): (.+)$/gm)].flatMap(([, from, to, moves = '']) => moves.split(', ').map((move) => `${from} → ${to}: ${words(move)}`));
  const table = MOVE_NAMES.flatMap((name) => {
    const { from, to } = MOVES[name];
    return from.filter((state) => to !== 'same' && to !== state).map((state) => `${state} → ${to}: ${words(name)}`);
  });
  expect(drawn.toSorted()).toEqual(table.toSorted());
});
