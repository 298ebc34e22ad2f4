import { useState } from 'react';
import { findCard } from '../../server/domain/payment-cards.ts';

/** What is being written outlives a reload, in this tab only; card data does not, and the part of the link that opens it is no part of the name. */
export function useDraft(token: string): { text: string; change: (text: string) => void } {
  const name = `portal-draft:${token.split('.')[0] ?? ''}`;
  const [text, setText] = useState(() => {
    try {
      return sessionStorage.getItem(name) ?? '';
    } catch {
      return '';
    }
  });
  const change = (next: string) => {
    setText(next);
    try {
      if (next === '' || findCard(next) !== null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, next);
    } catch {
      // Without storage the text lives as long as the page.
    }
  };
  return { text, change };
}
