/** What a list can be narrowed by, as a screen gives it. */
export type FilterDef =
  /** Free text, always in sight. `source` is usually `q`. */
  | { kind: 'search'; source: string; label: string }
  /** One or several of a closed list; `single`: one alone, where the server compares with no more. */
  | { kind: 'choice'; source: string; label: string; choices: readonly { id: string; name: string }[]; single?: boolean }
  /** One or several records of another resource. */
  | { kind: 'reference'; source: string; label: string; reference: string; sort?: string; nameOf?: (record: Record<string, unknown>) => string; searchBy?: string }
  /** From and until a day, as `source_gte` and `source_lte`. `instant`: the field is a moment, not a day. */
  | { kind: 'days'; source: string; label: string; instant?: boolean }
  /** On or off. `value`: what the field must be when on. */
  | { kind: 'toggle'; source: string; label: string; value: unknown };

export type FilterValues = Record<string, unknown>;

export const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === undefined || value === null || value === '' ? [] : [String(value)]);

/** One value stays one, several become a list, none takes the key away. */
export function withValues(filter: FilterValues, source: string, values: readonly string[]): FilterValues {
  const { [source]: _before, ...others } = filter;
  if (values.length === 0) return others;
  return { ...others, [source]: values.length === 1 ? values[0] : values };
}

export function withValue(filter: FilterValues, source: string, value: unknown): FilterValues {
  const { [source]: _before, ...others } = filter;
  return value === undefined || value === '' || value === null ? others : { ...others, [source]: value };
}

export const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** A tab: a part of the list that people ask for all day. */
export type ListTab = {
  id: string;
  label: string;
  filter: FilterValues;
  sort?: { field: string; order: 'ASC' | 'DESC' };
  /** False: its number is not asked for. */
  counted?: boolean;
  /** Its number, where the screen knows it already. */
  count?: number;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export const tabKeys = (tabs: readonly ListTab[]) => new Set(tabs.flatMap(({ filter }) => Object.keys(filter)));

/** The tab whose filter is set, and no other tab's field besides. */
export function activeTab(tabs: readonly ListTab[], filter: FilterValues): ListTab | undefined {
  const keys = tabKeys(tabs);
  const set = Object.keys(filter).filter((key) => keys.has(key));
  return tabs.find((tab) => set.length === Object.keys(tab.filter).length && Object.entries(tab.filter).every(([key, value]) => same(filter[key], value)));
}

/** The filter with another tab in force; what people narrowed by besides stays. */
export function switchTab(tabs: readonly ListTab[], filter: FilterValues, to: ListTab): FilterValues {
  const keys = tabKeys(tabs);
  return { ...Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.has(key))), ...to.filter };
}
