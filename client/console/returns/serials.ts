/** A serial as it is compared: a scanner and a hand write the same one in other cases. */
export const keyOf = (serial: string): string => serial.trim().toUpperCase();

/** The serial itself, or the first of several and how many more there are. */
export const serialsText = (serials: readonly string[]): string => (serials.length > 1 ? `${serials[0]} +${serials.length - 1}` : (serials[0] ?? '–'));
