CREATE TABLE `adoption_annotations` (
	`id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`rebaselines` integer NOT NULL,
	`added_by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_annotations_day` ON `adoption_annotations` (`day`,`id`);--> statement-breakpoint
CREATE TABLE `adoption_days` (
	`id` text PRIMARY KEY NOT NULL,
	`cut` text NOT NULL,
	`day` text NOT NULL,
	`completed` integer NOT NULL,
	`strict` integer NOT NULL,
	`automatic` integer NOT NULL,
	`helped` integer NOT NULL,
	`shadow_touches` integer NOT NULL,
	`placed` integer NOT NULL,
	`untouched_orders` integer NOT NULL,
	`taken_up` integer NOT NULL,
	`begun` integer NOT NULL,
	`contained` integer NOT NULL,
	`begun_placed` integer NOT NULL,
	`cohort` integer NOT NULL,
	`cohort_over` integer NOT NULL,
	`cohort_completed` integer NOT NULL,
	`cohort_strict` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_days_cut` ON `adoption_days` (`cut`,`day`);--> statement-breakpoint
CREATE TABLE `adoption_goals` (
	`id` text PRIMARY KEY NOT NULL,
	`segment` text,
	`target_basis_points` integer NOT NULL,
	`starts_on` text NOT NULL,
	`due_on` text,
	`note` text NOT NULL,
	`set_by_name` text NOT NULL,
	`set_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_goals_starts` ON `adoption_goals` (`starts_on`,`id`);--> statement-breakpoint
CREATE TABLE `journeys` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`path_id` text,
	`family` text,
	`segment` text NOT NULL,
	`region` text NOT NULL,
	`manager_id` text NOT NULL,
	`new_customer` integer NOT NULL,
	`started_on` text NOT NULL,
	`placed_on` text,
	`completed_on` text,
	`started_by` text NOT NULL,
	`placed_by` text,
	`automatic` integer NOT NULL,
	`strict` integer NOT NULL,
	`untouched_order` integer NOT NULL,
	`escalated` integer NOT NULL,
	`helped` integer NOT NULL,
	`over` integer NOT NULL,
	`shadow_touches` integer NOT NULL,
	`first_step` text,
	`first_cause` text
);
--> statement-breakpoint
CREATE INDEX `journeys_started` ON `journeys` (`started_on`);--> statement-breakpoint
CREATE INDEX `journeys_placed` ON `journeys` (`placed_on`);--> statement-breakpoint
CREATE INDEX `journeys_completed` ON `journeys` (`completed_on`);--> statement-breakpoint
CREATE INDEX `journeys_first_step` ON `journeys` (`first_step`,`completed_on`);--> statement-breakpoint
CREATE INDEX `journeys_path` ON `journeys` (`path_id`);--> statement-breakpoint
ALTER TABLE `upgrades` ADD `first_touched_at` text;--> statement-breakpoint
UPDATE `upgrades` SET `first_touched_at` = `started_at` WHERE `touches` > 0;--> statement-breakpoint
WITH first AS (SELECT `upgrade_id`, min(`at`) AS `at` FROM `audit_events` WHERE `touch` = 'touch' AND `actor_id` IS NOT NULL AND `upgrade_id` IS NOT NULL GROUP BY `upgrade_id`)
UPDATE `upgrades` SET `first_touched_at` = first.`at` FROM first WHERE first.`upgrade_id` = `upgrades`.`id`;
