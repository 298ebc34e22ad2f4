import CloseIcon from '@mui/icons-material/Close';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import type { Line } from '../../../server/domain/configuration.ts';
import { formatMoney } from '../fields/format.ts';
import { Money } from '../fields/Money.tsx';
import type { Product } from '../records.ts';
import { tone } from '../theme/palette.ts';
import { emptyLine, typedPrice, type CartLine } from './cart.ts';
import type { UpgradeLine } from './records.ts';

type CartLinesProps = {
  lines: readonly CartLine[];
  before: readonly UpgradeLine[];
  products: ReadonlyMap<string, Product>;
  /** The lines as they would be priced; undefined while something is missing. */
  priced: readonly Line[] | undefined;
  errors: Readonly<Record<string, string>>;
  onChange: (lines: CartLine[]) => void;
};

/** The lines that the order will have. */
export function CartLines({ lines, before, products, priced, errors, onChange }: CartLinesProps) {
  const translate = useTranslate();
  const change = (key: string, part: Partial<CartLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const hasBefore = before.length > 0;
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ fontSize: 11.5, fontWeight: 600, color: tone.mute, padding: 0, marginBottom: '12px' }}>{translate('cart.lines')}</Box>
      <Box sx={{ display: 'grid', gap: '10px' }}>
        {lines.map((line, index) => (
          <LineFields key={line.key} line={line} position={index + 1} hasBefore={hasBefore} before={before} products={products} priced={priced?.[index]} errors={errorsOf(errors, index)} onChange={(part) => change(line.key, part)} onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))} />
        ))}
        {lines.length === 0 && <Box sx={{ color: errors['lines'] ? tone.bad : tone.mute }}>{errors['lines'] ?? translate('cart.no_lines')}</Box>}
        <Box><Button onClick={() => onChange([...lines, emptyLine()])}>{translate('cart.add_line')}</Button></Box>
      </Box>
    </Box>
  );
}

const errorsOf = (errors: Readonly<Record<string, string>>, index: number) => {
  const start = `lines[${index}].`;
  return Object.fromEntries(Object.entries(errors).filter(([field]) => field.startsWith(start)).map(([field, message]) => [field.slice(start.length), message]));
};

type LineFieldsProps = {
  line: CartLine; position: number; hasBefore: boolean; before: readonly UpgradeLine[]; products: ReadonlyMap<string, Product>; priced: Line | undefined; errors: Record<string, string>;
  onChange: (part: Partial<CartLine>) => void; onRemove: () => void;
};

function LineFields({ line, position, hasBefore, before, products, priced, errors, onChange, onRemove }: LineFieldsProps) {
  const translate = useTranslate();
  const product = line.product === null ? undefined : products.get(line.product);
  const sold = [...products.values()].filter(({ active, id }) => active || id === line.product);
  const list = product && translate('cart.list_price', { price: formatMoney(product.listPriceMinor, product.currency) });
  const nameOf = (name: string) => {
    const found = before.find((one) => one.line === name);
    return found ? `${found.productName} × ${found.quantity}` : name;
  };
  const currency = priced?.currency ?? line.currency ?? product?.currency;
  const figure = { htmlInput: { inputMode: 'decimal' as const }, inputLabel: { shrink: true } };
  return (
    <Box role="group" aria-label={translate('cart.line', { position })} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', md: `minmax(190px, 2fr) 84px 158px 84px ${hasBefore ? 'minmax(170px, 1.5fr)' : ''} 96px 34px` }, gap: '8px', alignItems: 'start', position: 'relative', '& > .whole': { gridColumn: { xs: '1 / -1', md: 'auto' } } }}>
      <Autocomplete
        className="whole" options={sold} value={product ?? null} autoHighlight openOnFocus getOptionLabel={({ name }) => name} getOptionKey={({ id }) => id} isOptionEqualToValue={(one, other) => one.id === other.id} sx={{ marginRight: { xs: '40px', md: 0 }, '& .MuiOutlinedInput-root': { padding: '0 30px 0 4px' }, '& .MuiOutlinedInput-root .MuiAutocomplete-input': { padding: '7px 6px' } }} groupBy={({ family }) => family}
        onChange={(_event, next) => onChange({ product: next?.id ?? null, unitPrice: '' })}
        renderOption={({ key, ...props }, option) => <li key={key} {...props}><Box sx={{ flex: 1 }}>{option.name}</Box><Box sx={{ color: tone.mute }}>{formatMoney(option.listPriceMinor, option.currency)}</Box></li>}
        renderInput={(params) => <TextField {...params} label={translate('cart.product')} margin="none" error={'product' in errors} helperText={errors['product'] ?? list} required />}
      />
      <TextField label={translate('cart.quantity')} value={line.quantity} onChange={(event) => onChange({ quantity: event.target.value })} margin="none" error={'quantity' in errors} helperText={errors['quantity']} slotProps={figure} />
      <TextField label={translate('cart.unit_price')} value={line.unitPrice} placeholder={priced ? typedPrice(priced.unitArrMinor, priced.currency) : ''} onChange={(event) => onChange({ unitPrice: event.target.value })} margin="none" error={'unitArrMinor' in errors} helperText={errors['unitArrMinor'] ?? (currency && translate('cart.unit_price_hint', { currency }))} slotProps={figure} />
      <TextField label={translate('cart.term')} value={line.termMonths} onChange={(event) => onChange({ termMonths: event.target.value })} margin="none" error={'termMonths' in errors} helperText={errors['termMonths']} slotProps={figure} />
      {hasBefore && (
        <TextField
          select className="whole" label={translate('cart.replaces')} value={line.replaces} margin="none" error={'replaces' in errors} helperText={errors['replaces']} onChange={(event) => onChange({ replaces: asNames(event.target.value) })}
          slotProps={{ inputLabel: { shrink: true }, select: { multiple: true, displayEmpty: true, renderValue: (value) => (asNames(value).length === 0 ? <Box component="span" sx={{ color: tone.mute }}>{translate('cart.replaces_none')}</Box> : asNames(value).map(nameOf).join(', ')) } }}
        >
          {before.map((one) => <MenuItem key={one.line} value={one.line}><Checkbox checked={line.replaces.includes(one.line)} /><ListItemText primary={nameOf(one.line)} secondary={one.serial} /></MenuItem>)}
        </TextField>
      )}
      <Box sx={{ paddingTop: '8px', textAlign: 'right', fontWeight: 600 }} aria-label={translate('cart.line_yearly')}>{priced && <Money minor={priced.arrMinor} currency={priced.currency} />}</Box>
      <IconButton onClick={onRemove} aria-label={translate('cart.remove_line', { position })} sx={{ justifySelf: 'end', position: { xs: 'absolute', md: 'static' }, top: 0, right: 0 }}><CloseIcon /></IconButton>
    </Box>
  );
}

const asNames = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? value.split(',') : []);
