CREATE TABLE `chain_heads` (
	`id` text PRIMARY KEY NOT NULL,
	`length` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `codings` (
	`id` text PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`upgrade_id` text,
	`account_id` text NOT NULL,
	`subject` text NOT NULL,
	`kind` text,
	`path_id` text,
	`status` text NOT NULL,
	`effective_on` text NOT NULL,
	`month` text NOT NULL,
	`delta_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`legs` text NOT NULL,
	`computed` text NOT NULL,
	`flags` text NOT NULL,
	`trace` text NOT NULL,
	`given` text NOT NULL,
	`rule` text NOT NULL,
	`miscoded` integer NOT NULL,
	`comes` integer NOT NULL,
	`leaves` integer NOT NULL,
	`pair_id` text,
	`proposal` text,
	`coded_at` text NOT NULL,
	`reviewed_by_id` text,
	`reviewed_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`path_id`) REFERENCES `upgrade_paths`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `codings_subject` ON `codings` (`subject`,`coded_at`);--> statement-breakpoint
CREATE INDEX `codings_status` ON `codings` (`status`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_coded` ON `codings` (`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_account` ON `codings` (`account_id`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_upgrade` ON `codings` (`upgrade_id`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_path` ON `codings` (`path_id`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_rule` ON `codings` (`rule`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_month` ON `codings` (`month`,`status`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_origin` ON `codings` (`origin`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_kind` ON `codings` (`kind`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_miscoded` ON `codings` (`miscoded`,`coded_at`,`id`);--> statement-breakpoint
CREATE INDEX `codings_delta` ON `codings` (`delta_minor`,`id`);--> statement-breakpoint
CREATE TABLE `coding_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`coding_id` text NOT NULL,
	`account_id` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason_code` text NOT NULL,
	`note` text,
	`salt` text,
	`proposed_by_id` text,
	`proposed_by_name` text NOT NULL,
	`proposed_at` text NOT NULL,
	`weight_minor` integer NOT NULL,
	`because` text,
	`decision` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`decision_note` text,
	FOREIGN KEY (`coding_id`) REFERENCES `codings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coding_corrections_coding` ON `coding_corrections` (`coding_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `coding_corrections_weight` ON `coding_corrections` (`proposed_by_id`,`account_id`,`proposed_at`);--> statement-breakpoint
CREATE TABLE `path_ranges` (
	`id` text PRIMARY KEY NOT NULL,
	`low_minor` integer NOT NULL,
	`high_minor` integer NOT NULL,
	`samples` integer NOT NULL,
	`reckoned_on` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `upgrade_paths`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `periods` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`closed_at` text,
	`closed_by_id` text,
	`closed_by_name` text,
	`reported` text,
	`reopened_at` text,
	`reopened_by_name` text,
	`reopen_reason` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `periods_state` ON `periods` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `reason_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`active` integer NOT NULL,
	`position` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reason_codes_position` ON `reason_codes` (`position`,`id`);--> statement-breakpoint
CREATE TABLE `revenue_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`coding_id` text NOT NULL,
	`correction_id` text,
	`origin` text NOT NULL,
	`upgrade_id` text,
	`account_id` text NOT NULL,
	`movement` text NOT NULL,
	`driver` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`effective_on` text NOT NULL,
	`lines` text NOT NULL,
	`posting_period` text NOT NULL,
	`effective_period` text NOT NULL,
	`late` integer NOT NULL,
	`reversal_of` text,
	`posted_at` text NOT NULL,
	`note_digest` text,
	`family` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`coding_id`) REFERENCES `codings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`correction_id`) REFERENCES `coding_corrections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revenue_entries_position` ON `revenue_entries` (`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `revenue_entries_reversal` ON `revenue_entries` (`reversal_of`);--> statement-breakpoint
CREATE INDEX `revenue_entries_coding` ON `revenue_entries` (`coding_id`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_upgrade` ON `revenue_entries` (`upgrade_id`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_account` ON `revenue_entries` (`account_id`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_posting` ON `revenue_entries` (`posting_period`,`movement`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_effective` ON `revenue_entries` (`effective_period`,`movement`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_movement` ON `revenue_entries` (`movement`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_origin` ON `revenue_entries` (`origin`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_late` ON `revenue_entries` (`late`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_day` ON `revenue_entries` (`effective_on`,`position`);--> statement-breakpoint
CREATE INDEX `revenue_entries_amount` ON `revenue_entries` (`amount_minor`,`id`);--> statement-breakpoint
CREATE TABLE `revenue_months` (
	`id` text PRIMARY KEY NOT NULL,
	`view` text NOT NULL,
	`cut` text NOT NULL,
	`month` text NOT NULL,
	`movement` text NOT NULL,
	`amount_minor` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `revenue_months_cut` ON `revenue_months` (`view`,`cut`,`month`);--> statement-breakpoint
CREATE INDEX `import_rows_left_by_unit` ON `import_rows` (`batch_id`,`committed`,`outcome`,`unit_key`,`line`);