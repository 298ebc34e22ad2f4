import { useTranslate } from 'react-admin';
import { Chip } from '../theme/Chip.tsx';

export function ActiveChip({ active }: { active: boolean }) {
  const translate = useTranslate();
  return <Chip tone={active ? 'good' : 'plain'} mark={active ? '●' : '–'}>{translate(active ? 'admin.active' : 'admin.inactive')}</Chip>;
}
