import type { RaRecord } from 'react-admin';
import type { FirstList } from '../../server/domain/first-lists.ts';
import type { Role } from '../../server/domain/words.ts';

export type Session = {
  id: string;
  name: string;
  email: string;
  role: Role;
  preferences?: { theme?: 'light' | 'dark' | 'system'; singleKeys?: boolean; weeklySummary?: boolean; tables?: Record<string, unknown> };
};

/** A list as it was asked for, and its answer. */
export type SentList = FirstList & { data: RaRecord[]; total: number; totalIsExact: boolean };

/** What the server may send with the document, so that the first page needs no question of its own. */
export type Boot = {
  session?: Session | null;
  /** What the page that was asked for shows first. */
  lists?: SentList[];
  /** The number of the last change before they were read. */
  heard?: number;
  demo?: { accounts: { email: string; role: Role; name: string }[]; password: string };
  /** Sent with the demo people. */
  signOn?: { name: string } | null;
  passwords?: boolean;
};

function readBoot(): Boot | null {
  const text = document.getElementById('boot')?.textContent?.trim();
  if (!text || text.startsWith('<!--')) return null;
  try {
    return JSON.parse(text) as Boot;
  } catch {
    return null;
  }
}

declare global {
  interface Window {
    __UPGRADE_DESK__?: Boot | null;
  }
}

/** Null: the document came as it was built, and the server has to be asked. */
export const boot: Boot | null = (window.__UPGRADE_DESK__ ??= readBoot());
