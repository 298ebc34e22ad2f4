/** What is wrong, at the field that it is about. */
export function Fault({ of: field, children }: { of: string; children: string | undefined }) {
  return <p className="fault" id={`${field}-fault`}>{children && <><span className="sign" aria-hidden="true">!</span>{children}</>}</p>;
}

/** The texts that describe a field: what is wrong first, then its hint. */
export const describedBy = (field: string, fault: string | undefined, hint: boolean): string | undefined =>
  [...(fault ? [`${field}-fault`] : []), ...(hint ? [`${field}-hint`] : [])].join(' ') || undefined;
