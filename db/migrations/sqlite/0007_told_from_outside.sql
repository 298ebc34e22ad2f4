ALTER TABLE `incoming_events` ADD `subscription_ref` text;--> statement-breakpoint
CREATE INDEX `incoming_events_subscription` ON `incoming_events` (`subscription_ref`,`occurred_at`,`event_id`);--> statement-breakpoint
ALTER TABLE `upgrades` ADD `coded_as` text;