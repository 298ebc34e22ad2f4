/** A repeatable source of chance: the same seed gives the same answers in the same order, on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  real(): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  normal(mean: number, deviation: number): number;
  /** A version 7 UUID of this millisecond; of two in the same millisecond the later one sorts after the earlier. */
  id(ms: number): string;
};

/** 32 well-mixed bits of a text (FNV-1a with a final avalanche). */
function mix(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Parts that name what the numbers are for (`seed, 'account', 17`): streams with other names do not depend on each other. */
export function makeRandom(...name: (string | number)[]): Random {
  const key = name.join('|');
  let [a, b, c, d] = [mix(key, 1), mix(key, 2), mix(key, 3), 1];
  let sequence = 0;

  /** sfc32: fast, passes the usual statistical suites, and needs nothing but 32-bit arithmetic. */
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();

  const real = () => next() / 4_294_967_296;
  const int = (low: number, high: number) => low + Math.floor(real() * (high - low + 1));

  return {
    real,
    int,
    between: (low, high) => low + real() * (high - low),
    chance: (probability) => real() < probability,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error('There is nothing to pick from');
      return items[int(0, items.length - 1)] as T;
    },
    weighted: <T>(choices: readonly (readonly [T, number])[]): T => {
      let left = real() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of choices) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = choices.at(-1);
      if (!last) throw new Error('There is nothing to choose from');
      return last[0];
    },
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - real())) * Math.cos(2 * Math.PI * real()),
    id: (ms) => {
      sequence = (sequence + 1) & 0xfff;
      const time = hex(Math.floor(ms), 12);
      const tail = hex((next() & 0x3fffffff) | 0, 8);
      const variant = (8 + (next() & 3)).toString(16);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence, 3)}-${variant}${tail.slice(0, 3)}-${tail.slice(3)}${hex(next() >>> 4, 7)}`;
    },
  };
}
