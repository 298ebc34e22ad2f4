import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../../server/domain/words.ts';
import { boot } from '../boot.ts';
import { request } from './httpClient.ts';

/** How people sign in here, and the demo people while they are there. `signOn`: the identity provider, by the name that people call it. */
export type SignInPage = { demo: { password: string; people: { email: string; name: string; role: Role }[] } | null; firstAdmin: boolean; signOn: { name: string } | null; passwords: boolean };

const fromBoot: SignInPage | undefined = boot?.demo && { demo: { password: boot.demo.password, people: boot.demo.accounts }, firstAdmin: false, signOn: boot.signOn ?? null, passwords: boot.passwords ?? true };

export const useSignInPage = () => useQuery({ queryKey: ['sign-in-page'], queryFn: () => request<SignInPage>('GET', '/sign-in-page'), initialData: fromBoot, staleTime: 60_000 });
