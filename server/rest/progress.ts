import type { Store } from '../../db/store.ts';

/** The topic under which servers tell each other how far something is. */
export const PROGRESS = 'progress';
export type Progress = { userId: string; resource: string; action: string };

/** Tells whoever began something long how far it is, on whichever server their page listens; others get their turn meanwhile. */
export const tellProgress = (store: Pick<Store, 'broadcast'>, userId: string, action: string) => async (done: number, of: number): Promise<void> => {
  store.broadcast(PROGRESS, { userId, resource: action.split('.')[0] ?? '', action: `${action} ${done}/${of}` } satisfies Progress);
  await new Promise(setImmediate);
};
