/** How far a rate moves, in points of a percent. */
export function points(share: number): string {
  const size = (Math.abs(share) * 100).toFixed(1);
  return size === '0.0' ? '0.0' : `${share > 0 ? '+' : '−'}${size}`;
}
