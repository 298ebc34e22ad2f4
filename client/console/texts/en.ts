import { accounts } from './accounts.ts';
import { admin } from './admin.ts';
import { adoption } from './adoption.ts';
import { coding } from './coding.ts';
import { desk } from './desk.ts';
import { escalations } from './escalations.ts';
import { events } from './events.ts';
import { forms } from './forms.ts';
import { health } from './health.ts';
import { imports } from './imports.ts';
import { outbox } from './outbox.ts';
import { returns } from './returns.ts';
import { revenue } from './revenue.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import { upgrades } from './upgrades.ts';
import { words } from './words.ts';
import { workspace } from './workspace.ts';

/** Every text of the console, a file per area. A translation is another set of these. */
export const texts = { ...shell, ...table, ...words, ...forms, ...accounts, ...admin, ...imports, ...outbox, ...desk, ...escalations, ...events, ...health, ...workspace, ...upgrades, ...coding, ...revenue, ...returns, ...adoption };
