ALTER TABLE "incoming_events" ADD COLUMN "subscription_ref" text collate "C";--> statement-breakpoint
ALTER TABLE "upgrades" ADD COLUMN "coded_as" text collate "C";--> statement-breakpoint
CREATE INDEX "incoming_events_subscription" ON "incoming_events" USING btree ("subscription_ref","occurred_at","event_id");