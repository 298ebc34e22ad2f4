import type { Tables } from '../db/schema/index.ts';
import { catalogueResources } from './accounts/catalogue.ts';
import { accountResources } from './accounts/resources.ts';
import { adminResources } from './admin/resources.ts';
import { adoptionResources } from './adoption/resources.ts';
import { ratesResource } from './coding/rates.ts';
import { codingsResource, entriesResource, periodsResource, reasonCodesResource } from './coding/resources.ts';
import { referenceResources } from './escalations/reference.ts';
import { escalationsResource } from './escalations/resources.ts';
import { eventsResource } from './intake/events/routes.ts';
import { importsResource } from './intake/resources.ts';
import { outboxResource } from './mail/routes.ts';
import { usersResource } from './people/resources.ts';
import type { ReadingKernel } from './rest/request.ts';
import type { Resource } from './rest/resource.ts';
import { evidenceFilesResource } from './returns/files.ts';
import { attestationsResource, returnsResource, statementsResource } from './returns/resources.ts';
import { upgradesResource } from './upgrades/resources.ts';

/** Every list that is served, for a worker thread, which cannot be handed what `serve` was given; a test exports each. */
export const listed = (t: Tables, kernel: ReadingKernel): Resource[] => [
  ...adminResources(t), ...accountResources(t), ...catalogueResources(t), ...referenceResources(t), escalationsResource(t), returnsResource(t, kernel), attestationsResource(t), statementsResource(t), evidenceFilesResource(t), usersResource(t), upgradesResource(t), importsResource(t), eventsResource(t), outboxResource(t),
  ...adoptionResources(t), codingsResource(t), entriesResource(t), periodsResource(t), reasonCodesResource(t), ratesResource(t),
];
