import { createContext } from 'react';

/** Where a page puts its title and what stands beside it: into the header, from wherever the page is. */
export const HeaderSlot = createContext<HTMLElement | null>(null);
