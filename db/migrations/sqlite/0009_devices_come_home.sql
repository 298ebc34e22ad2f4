CREATE TABLE `attestations` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`account_id` text NOT NULL,
	`status` text NOT NULL,
	`meaning` text NOT NULL,
	`capture` text NOT NULL,
	`signed_at` text NOT NULL,
	`recorded_at` text NOT NULL,
	`signer_name` text,
	`signer_title` text,
	`signer_email` text,
	`salt` text,
	`contact_id` text,
	`decided_at` text,
	`decided_by_id` text,
	`decided_by_name` text,
	`reason` text,
	`superseded_by_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attestations_return` ON `attestations` (`return_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE INDEX `attestations_account` ON `attestations` (`account_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE INDEX `attestations_status` ON `attestations` (`status`,`recorded_at`,`id`);--> statement-breakpoint
CREATE INDEX `attestations_recorded` ON `attestations` (`recorded_at`,`id`);--> statement-breakpoint
CREATE INDEX `attestations_contact` ON `attestations` (`contact_id`);--> statement-breakpoint
CREATE INDEX `attestations_email` ON `attestations` (`signer_email`);--> statement-breakpoint
CREATE TABLE `erasing` (
	`id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	`by_id` text,
	`by_name` text NOT NULL,
	`counts` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `erasures_contact` ON `erasures` (`contact_id`);--> statement-breakpoint
CREATE INDEX `erasures_at` ON `erasures` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `evidence_files` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_at` text NOT NULL,
	`uploaded_by_id` text,
	`uploaded_by_name` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_files_return` ON `evidence_files` (`return_id`,`uploaded_at`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_files_hash` ON `evidence_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `return_acts` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`act` text NOT NULL,
	`at` text NOT NULL,
	`by_id` text,
	`by_name` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `return_acts_return` ON `return_acts` (`return_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `signed_attestations` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`return_id` text NOT NULL,
	`meaning` text NOT NULL,
	`statement_id` text NOT NULL,
	`statement_edition` integer NOT NULL,
	`statement_text` text NOT NULL,
	`consent` integer NOT NULL,
	`capture` text NOT NULL,
	`signed_at` text NOT NULL,
	`signed_zone` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by_id` text,
	`devices` text NOT NULL,
	`evidence` text NOT NULL,
	`signer_digest` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `attestations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statement_id`) REFERENCES `statements`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signed_attestations_position` ON `signed_attestations` (`position`);--> statement-breakpoint
CREATE INDEX `signed_attestations_statement` ON `signed_attestations` (`statement_id`);--> statement-breakpoint
CREATE TABLE `signing_links` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`contact_id` text,
	`message` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`expires_at` text NOT NULL,
	`used_at` text,
	`withdrawn_at` text,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signing_links_return` ON `signing_links` (`return_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `statements` (
	`id` text PRIMARY KEY NOT NULL,
	`meaning` text NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`created_by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statements_edition` ON `statements` (`meaning`,`edition`);--> statement-breakpoint
CREATE INDEX `statements_created` ON `statements` (`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `incoming_events` ADD `return_ref` text;--> statement-breakpoint
CREATE INDEX `incoming_events_return` ON `incoming_events` (`return_ref`,`occurred_at`,`event_id`);--> statement-breakpoint
ALTER TABLE `return_devices` ADD `serial_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `return_devices_key` ON `return_devices` (`serial_key`);--> statement-breakpoint
ALTER TABLE `return_facts` ADD `tracking_key` text;--> statement-breakpoint
ALTER TABLE `return_facts` ADD `attestation_id` text;--> statement-breakpoint
ALTER TABLE `return_facts` ADD `digest` text;--> statement-breakpoint
CREATE UNIQUE INDEX `return_facts_once` ON `return_facts` (`return_id`,`digest`);--> statement-breakpoint
CREATE INDEX `return_facts_tracking` ON `return_facts` (`tracking_key`);--> statement-breakpoint
ALTER TABLE `returns` ADD `owed` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `returns` ADD `unscanned_since` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `quiet_since` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `mismatch_codes` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `returns` ADD `mismatches` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `is_mismatched` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `returns` ADD `fee_minor` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `returns` ADD `carrier` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `tracking_number` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `label_url` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `reminded_at` text;--> statement-breakpoint
CREATE INDEX `returns_owed` ON `returns` (`owed`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `returns_mismatched` ON `returns` (`is_mismatched`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `returns_unscanned` ON `returns` (`unscanned_since`,`id`);--> statement-breakpoint
CREATE INDEX `returns_quiet` ON `returns` (`quiet_since`,`id`);--> statement-breakpoint
CREATE INDEX `returns_stake` ON `returns` (`at_stake_minor`,`id`);--> statement-breakpoint
CREATE INDEX `returns_tracking` ON `returns` (`tracking_number`);