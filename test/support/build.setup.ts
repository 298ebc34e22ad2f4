import { buildServer } from '../../server/build.ts';

/** The server as it runs: some tests start it in a process of its own. */
export default buildServer;
