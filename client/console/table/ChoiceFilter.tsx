import { useListContext } from 'react-admin';
import { ChoicePill } from './ChoicePill.tsx';
import { asList, withValues, type FilterValues } from './filters.ts';

type ChoiceFilterProps = { source: string; label: string; choices: readonly { id: string; name: string }[]; single?: boolean };

/** Any of a closed list, or one of it. */
export function ChoiceFilter({ source, label, choices, single = false }: ChoiceFilterProps) {
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const chosen = asList(values[source]);
  const toggle = (id: string) => setFilters(withValues(values, source, chosen.includes(id) ? chosen.filter((each) => each !== id) : single ? [id] : [...chosen, id]), undefined, false);
  return <ChoicePill label={label} choices={choices} chosen={chosen} single={single} onToggle={toggle} />;
}
