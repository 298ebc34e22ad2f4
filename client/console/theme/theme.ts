import { createTheme, type Components, type CssVarsTheme, type PaletteOptions, type Theme } from '@mui/material/styles';
import { DARK, LIGHT, tone, type Tones } from './palette.ts';
import { printRules } from './print.ts';

declare module '@mui/material/styles' {
  interface Palette {
    tones: Tones;
  }
  interface PaletteOptions {
    tones?: Tones;
  }
}

/** Of the menu beside every page. */
export const MENU_WIDTH = 184;
/** Below this the navigation is a drawer. */
export const NARROW = '@media (max-width:899.95px)';
/** A telephone: tables become cards, dialogs fill the screen. */
export const PHONE = '@media (max-width:599.95px)';

const focusRing = { outline: `2px solid ${tone.accent}`, outlineOffset: 2 };

const palette = (tones: Tones): PaletteOptions => ({
  tones,
  primary: { main: tones.accent, dark: tones.accentHover, light: tones.accent, contrastText: tones.accentInk },
  secondary: { main: tones.blue, contrastText: tones.panel },
  error: { main: tones.bad, contrastText: tones.panel },
  warning: { main: tones.warn, contrastText: tones.panel },
  success: { main: tones.good, contrastText: tones.panel },
  info: { main: tones.blue, contrastText: tones.panel },
  background: { default: tones.ground, paper: tones.panel },
  text: { primary: tones.ink, secondary: tones.mute, disabled: tones.mute },
  divider: tones.line,
});

const components: Components<Omit<Theme, 'components' | 'palette'> & CssVarsTheme> = {
  MuiCssBaseline: {
    styleOverrides: {
      body: { fontVariantNumeric: 'tabular-nums', textWrap: 'pretty' },
      '*:focus-visible': focusRing,
      a: { color: tone.accent },
      '@media (prefers-reduced-motion: reduce)': { '*': { transition: 'none !important', animation: 'none !important' } },
      '@media print': printRules,
      '@media screen': { '.only-printed': { display: 'none' } },
    },
  },
  MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { '&:focus-visible': focusRing } } },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true, variant: 'outlined', color: 'inherit' },
    styleOverrides: {
      root: { borderRadius: 8, padding: '5px 10px', minWidth: 0, fontSize: 13, lineHeight: 1.45, whiteSpace: 'nowrap', gap: 2 },
      outlined: { borderColor: tone.line, backgroundColor: tone.panel, '&:hover': { borderColor: tone.edge, backgroundColor: tone.soft } },
      text: { padding: '4px 8px', fontWeight: 500, color: tone.mute, '&:hover': { backgroundColor: tone.soft, color: tone.ink } },
      contained: { border: '1px solid transparent' },
    },
  },
  MuiIconButton: { defaultProps: { size: 'small', color: 'inherit' }, styleOverrides: { root: { borderRadius: 8, padding: 6 } } },
  MuiSvgIcon: { defaultProps: { fontSize: 'small' }, styleOverrides: { fontSizeSmall: { fontSize: 18 } } },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiMenu: { styleOverrides: { paper: { border: `1px solid ${tone.line}`, borderRadius: 10, boxShadow: '0 8px 28px rgb(0 0 0 / .14)' }, list: { padding: 4 } } },
  MuiPopover: { styleOverrides: { paper: { border: `1px solid ${tone.line}`, borderRadius: 10, boxShadow: '0 8px 28px rgb(0 0 0 / .14)' } } },
  MuiMenuItem: { styleOverrides: { root: { fontSize: 13, borderRadius: 6, minHeight: 30, padding: '4px 10px', gap: 8 } } },
  MuiListItemIcon: { styleOverrides: { root: { minWidth: '26px !important', color: tone.mute } } },
  MuiDialog: {
    styleOverrides: {
      paper: { border: `1px solid ${tone.line}`, borderRadius: 12, [PHONE]: { margin: 10, width: 'calc(100% - 20px)', maxHeight: 'calc(100% - 20px)' } },
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: 15, fontWeight: 650, padding: '16px 18px 6px', overflowWrap: 'anywhere' } } },
  MuiDialogContent: { styleOverrides: { root: { padding: '8px 18px 14px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '10px 18px 16px' } } },
  MuiTextField: { defaultProps: { size: 'small', variant: 'outlined', margin: 'dense' } },
  MuiFormControl: { defaultProps: { size: 'small', variant: 'outlined', margin: 'dense' } },
  MuiAutocomplete: { defaultProps: { size: 'small' }, styleOverrides: { option: { fontSize: 13, minHeight: '30px !important' }, paper: { border: `1px solid ${tone.line}`, borderRadius: 10 } } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: { borderRadius: 8, backgroundColor: tone.panel, '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 2 } },
      notchedOutline: { borderColor: tone.edge },
      input: { padding: '7px 10px', height: 'auto', lineHeight: 1.45, '&.MuiInputBase-inputMultiline': { padding: 0 } },
      multiline: { padding: '7px 10px' },
    },
  },
  MuiInputBase: { styleOverrides: { root: { fontSize: 13 }, input: { '&:focus-visible': { outline: 'none' }, '&::placeholder': { color: tone.mute, opacity: 1 } } } },
  MuiInputLabel: { styleOverrides: { root: { fontSize: 13 }, sizeSmall: { '&:not(.MuiInputLabel-shrink)': { transform: 'translate(11px, 8px)' } } } },
  MuiFormHelperText: { styleOverrides: { root: { fontSize: 11.5, marginLeft: 2 } } },
  MuiFormControlLabel: { styleOverrides: { root: { marginLeft: -5 }, label: { fontSize: 13 } } },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 5, color: tone.edge, '&:has(:focus-visible)': focusRing } } },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 5, '&:has(:focus-visible)': focusRing } } },
  MuiSwitch: { defaultProps: { size: 'small' }, styleOverrides: { root: { '&:has(:focus-visible)': focusRing } } },
  MuiTooltip: { defaultProps: { enterDelay: 400 }, styleOverrides: { tooltip: { fontSize: 11.5, backgroundColor: tone.ink, color: tone.panel, borderRadius: 6 } } },
  MuiLink: { defaultProps: { underline: 'hover', color: 'primary' } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 10, fontSize: 13, padding: '4px 12px' } } },
  MuiSnackbarContent: { styleOverrides: { root: { backgroundColor: tone.ink, color: tone.panel, borderRadius: 10, fontSize: 13 } } },
  MuiTab: { styleOverrides: { root: { minHeight: 38, padding: '8px 12px', minWidth: 0, fontSize: 13, fontWeight: 400, '&.Mui-selected': { fontWeight: 600, color: tone.ink } } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 38 } } },
  MuiToggleButton: { styleOverrides: { root: { textTransform: 'none', fontSize: 12, padding: '3px 10px', borderRadius: 8, color: tone.mute, borderColor: tone.line, '&.Mui-selected, &.Mui-selected:hover': { color: tone.accent, backgroundColor: tone.accentSoft } } } },
};

export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'ud', colorSchemeSelector: 'data-scheme' },
  colorSchemes: { light: { palette: palette(LIGHT) }, dark: { palette: palette(DARK) } },
  shape: { borderRadius: 8 },
  spacing: 8,
  typography: {
    fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, sans-serif',
    fontSize: 13,
    htmlFontSize: 14.857,
    body1: { fontSize: 13, lineHeight: 1.45 },
    body2: { fontSize: 13, lineHeight: 1.45 },
    caption: { fontSize: 11.5, lineHeight: 1.45 },
    subtitle2: { fontSize: 12, fontWeight: 600 },
    h1: { fontSize: 17, fontWeight: 700, letterSpacing: '-.01em', lineHeight: 1.3 },
    h2: { fontSize: 12, fontWeight: 600, lineHeight: 1.45 },
    h3: { fontSize: 13, fontWeight: 600, lineHeight: 1.45 },
    h5: { fontSize: 15, fontWeight: 650 },
    h6: { fontSize: 15, fontWeight: 650 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components,
});
