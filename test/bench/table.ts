/** One line of the table. `met` is null where no goal is set. */
export type Measured = { what: string; ours: string; bare: string; ratio: string; goal: string; met: boolean | null };

export const times = (ratio: number): string => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)} ×`;
export const ms = (value: number): string => `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
export const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
export const mb = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Ours and the bare form by turns, so that whatever else the machine does hits both. */
export async function byTurns<T>(rounds: number, ours: (round: number) => Promise<T>, bare: (round: number) => Promise<T>): Promise<{ ours: T[]; bare: T[] }> {
  const told = { ours: [] as T[], bare: [] as T[] };
  for (let round = 0; round < rounds; round += 1) {
    told.bare.push(await bare(round));
    told.ours.push(await ours(round));
  }
  return told;
}

/** Commands beside their bare form, by how many of each were done a second: a quarter more time is what all that belongs to one may take. */
export function commandsBeside(what: string, bareForm: string, told: { ours: readonly { perSecond: number }[]; bare: readonly { perSecond: number }[] }): Measured {
  const [rate, bareRate] = [median(told.ours.map((one) => one.perSecond)), median(told.bare.map((one) => one.perSecond))];
  return { what, ours: perSecond(rate), bare: `${perSecond(bareRate)} (${bareForm})`, ratio: times(bareRate / rate), goal: '≤ 1.25 × the time', met: bareRate / rate <= 1.25 };
}

const HEAD = ['what', 'ours', 'bare', 'ratio', 'goal', 'met'];

/** As Markdown, in columns that a terminal shows too. */
export function tableOf(lines: readonly Measured[]): string {
  const cells = [HEAD, ...lines.map(({ what, ours, bare, ratio, goal, met }) => [what, ours, bare, ratio, goal, met === null ? '–' : met ? 'yes' : 'NO'])];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(cells[0] ?? []), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)].join('\n');
}
