import type { QueryClient } from '@tanstack/react-query';

/** What is reckoned from a resource beside its own records: reports of the rate go by goals, annotations, fixes and what was loaded for them. */
const reckonedFrom = (resource: string): readonly string[][] => (resource.startsWith('adoption') ? [['upgrades', 'adoption']] : []);

/** Has everything that is shown of a resource, or reckoned from it, read anew; done when what is on the page is. */
export async function invalidate(queryClient: QueryClient, resource: string): Promise<void> {
  await Promise.all([[resource], ...reckonedFrom(resource)].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
