import { hash, verify } from '@node-rs/argon2';

export const SHORTEST_PASSWORD = 12;

/** Argon2id with the library's parameters (19 MiB, two passes), as OWASP's password storage sheet has them. */
export const hashPassword = (password: string): Promise<string> => hash(password);

let decoy: Promise<string> | undefined;

/** Takes as long for an address that nobody has as for one with another password, so that the answer's time says nothing. */
export async function passwordFits(password: string, kept: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(kept ?? (await decoy), password);
  return fits && kept != null;
}
