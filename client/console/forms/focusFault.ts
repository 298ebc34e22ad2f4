/** Once it is drawn: the first field that the server blames has the focus, however far above the button it is. What the form itself finds at fault, it focuses by itself. */
export function focusFault(within: HTMLElement | null): void {
  setTimeout(() => within?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
