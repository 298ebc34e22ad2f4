import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import { tone } from '../theme/palette.ts';
import { rowsPath } from './links.ts';
import type { Rows } from './records.ts';

/** How the links of a chart's points look when they are reached by keyboard. */
export const POINT_LINKS = { '& a:focus': { outline: 'none' }, '& a:focus-visible circle.point': { stroke: tone.ink, strokeWidth: 3, r: 6 } } as const;
export const POINT = 'a[data-point]';

type PointLinkProps = { cx: number; cy: number; r: number; rows: Rows; label: string; isFirst: boolean };

/** A point of a line that opens its journeys. */
export function PointLink({ cx, cy, r, rows, label, isFirst }: PointLinkProps) {
  const navigate = useNavigate();
  const path = rowsPath(rows);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    void navigate(path);
  };
  return (
    <a href={path} data-point tabIndex={isFirst ? 0 : -1} aria-label={label} onClick={open}>
      <circle cx={cx} cy={cy} r={12} fill="transparent" />
      <circle className="point" cx={cx} cy={cy} r={r} fill={tone.accent} stroke={tone.accent} />
    </a>
  );
}
