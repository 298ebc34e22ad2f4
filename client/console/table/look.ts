import { tone } from '../theme/palette.ts';
import { PHONE } from '../theme/theme.ts';

const TICK = 'polygon(14% 44%, 0 60%, 38% 96%, 100% 20%, 86% 6%, 37% 66%)';
const DASH = 'polygon(0 40%, 100% 40%, 100% 60%, 0 60%)';

/** The table's own style sheet: one class per table instead of one per cell. */
export const tableLook = {
  '& table': { borderCollapse: 'separate', borderSpacing: 0, tableLayout: 'fixed' },
  '& th, & td': { textAlign: 'left', padding: '0 8px', borderBottom: `1px solid ${tone.line}`, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', bgcolor: tone.panel },
  '& th': { position: 'sticky', top: 0, zIndex: 2, height: 34, fontSize: 11.5, fontWeight: 600, color: tone.mute, overflow: 'visible' },
  '& th.pinned': { zIndex: 4 },
  '& th > button': { all: 'unset', cursor: 'pointer', maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', display: 'inline-block', verticalAlign: 'middle', '&:hover': { color: tone.ink }, '&:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: 2, borderRadius: '4px' } },
  '& th > span:first-of-type': { overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: '100%', display: 'inline-block', verticalAlign: 'middle' },
  '& th .resize': { position: 'absolute', insetInlineEnd: 0, top: 6, bottom: 6, width: 7, cursor: 'col-resize', touchAction: 'none', borderRadius: '3px', '&:hover, &.on': { bgcolor: tone.accent } },
  '&.measuring table': { tableLayout: 'auto', width: 'max-content !important' },
  '&.measuring th, &.measuring td': { width: 'auto !important', maxWidth: 'none' },
  '&.measuring.rows th > *': { display: 'none' },
  '& td': { height: 34 },
  '&.dense td': { height: 28 },
  '& .right': { textAlign: 'right' },
  '& td.main': { fontWeight: 600 },
  '& .select': { padding: '0 0 0 10px', overflow: 'visible' },
  // The browser's own: a table has one a row, and hundreds of drawn ones are what a page then waits for.
  '& .select > input': {
    all: 'unset', boxSizing: 'border-box', display: 'inline-grid', placeContent: 'center', width: 16, height: 16, border: `1.5px solid ${tone.edge}`, borderRadius: '4px', bgcolor: tone.panel, cursor: 'pointer', verticalAlign: 'middle', position: 'relative',
    // A finger needs more than the eye.
    '&::after': { content: '""', position: 'absolute', inset: -8 },
    '&:checked, &:indeterminate': { bgcolor: tone.accent, borderColor: tone.accent },
    '&::before': { content: '""', width: 10, height: 10, bgcolor: tone.accentInk, clipPath: TICK, visibility: 'hidden' },
    '&:indeterminate::before': { clipPath: DASH },
    '&:checked::before, &:indeterminate::before': { visibility: 'visible' },
    '&:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: 2 },
    '@media (forced-colors: active)': { all: 'revert' },
  },
  // A button that a row offers while one is at it, `instead` of a word or beside it.
  '& .at-hand': { all: 'unset', display: 'none', cursor: 'pointer', border: `1px solid ${tone.line}`, borderRadius: '8px', bgcolor: tone.panel, padding: '0 8px', fontSize: 11.5, fontWeight: 600, lineHeight: 1.45, '&:hover': { borderColor: tone.edge, bgcolor: tone.soft }, '&:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: 2 }, '&:disabled': { color: tone.mute, cursor: 'default' } },
  '& tr:is(:hover, :focus-within) .at-hand': { display: 'inline-flex' },
  '& tr:is(:hover, :focus-within) td:has(.at-hand) .instead': { display: 'none' },
  '& td.pinned': { zIndex: 1 },
  '& tr:last-child td': { borderBottom: 0 },
  '& tbody tr': { outlineOffset: '-2px' },
  '& tbody tr.opens': { cursor: 'pointer' },
  '& tbody tr:hover td': { bgcolor: `color-mix(in srgb, ${tone.soft} 55%, ${tone.panel})` },
  '& tbody tr.selected td': { bgcolor: tone.accentSoft },
  '& tbody tr:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: '-2px' },
  // A cell that stays in sight lies over the row's own ring.
  '& tbody tr:focus-visible td.pinned': { borderBottomColor: tone.accent, boxShadow: `inset 0 2px ${tone.accent}, inset 0 -1px ${tone.accent}` },
  '& tbody tr:focus-visible td.pinned:first-of-type': { boxShadow: `inset 2px 0 ${tone.accent}, inset 0 2px ${tone.accent}, inset 0 -1px ${tone.accent}` },
  '& .bone': { height: 10, borderRadius: '5px', bgcolor: tone.soft },
  // A telephone is too narrow for columns: each row becomes a card with its facts named.
  [PHONE]: {
    '& table, & tbody': { display: 'block', width: '100% !important' },
    '& thead': { display: 'block', '& tr': { display: 'block' }, '& th:not(.select)': { display: 'none' }, '& th.select': { display: 'flex', justifyContent: 'flex-end', alignItems: 'center', height: 'auto', minHeight: 34, padding: '0 6px 0 0', borderBottom: `1px solid ${tone.line}`, width: 'auto !important' } },
    '& tbody tr:not(.spacer)': { display: 'flex', flexWrap: 'wrap', gap: '2px 14px', padding: '9px 12px', borderBottom: `1px solid ${tone.line}`, position: 'relative' },
    '& tbody tr:last-child': { borderBottom: 0 },
    '& tbody tr.selected': { bgcolor: tone.accentSoft },
    '& tbody td, &.dense tbody td': { display: 'inline-flex', gap: '5px', width: 'auto !important', position: 'static !important', height: 'auto', minHeight: 22, alignItems: 'center', padding: 0, border: 0, whiteSpace: 'normal', bgcolor: 'transparent !important', boxShadow: 'none !important' },
    '& tbody td[data-label]::before': { content: 'attr(data-label)', color: tone.mute, fontSize: 11.5, whiteSpace: 'nowrap' },
    '& tbody td.main': { flexBasis: '100%', paddingInlineEnd: '34px', order: -1 },
    '& tbody td.select': { position: 'absolute !important', insetInlineEnd: '6px', insetInlineStart: 'auto !important', top: 4 },
  },
} as const;
