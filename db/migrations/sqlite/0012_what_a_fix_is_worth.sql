CREATE TABLE `adoption_baselines` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`renewals` integer NOT NULL,
	`online_renewals` integer NOT NULL,
	`begun` integer NOT NULL,
	`escalated` integer NOT NULL,
	`frozen_at` text NOT NULL,
	`frozen_by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `adoption_fixes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`step` text NOT NULL,
	`root_cause` text NOT NULL,
	`path_id` text,
	`confidence_percent` integer NOT NULL,
	`effort_days` integer NOT NULL,
	`shipped_on` text,
	`note` text NOT NULL,
	`entered_by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_fixes_name` ON `adoption_fixes` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `adoption_forecasts` (
	`id` text PRIMARY KEY NOT NULL,
	`made_in` text NOT NULL,
	`segment` text,
	`month` text NOT NULL,
	`middle` real NOT NULL,
	`low` real NOT NULL,
	`high` real NOT NULL,
	`made_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_forecasts_month` ON `adoption_forecasts` (`month`,`id`);--> statement-breakpoint
CREATE TABLE `adoption_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`as_of` text NOT NULL,
	`numerator` integer NOT NULL,
	`denominator` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `adoption_snapshots_month` ON `adoption_snapshots` (`month`,`as_of`);--> statement-breakpoint
CREATE TABLE `adoption_traffic` (
	`id` text PRIMARY KEY NOT NULL,
	`visits` integer NOT NULL,
	`contacts` integer NOT NULL,
	`contact_orders` integer NOT NULL,
	`loaded_at` text NOT NULL,
	`loaded_by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
DROP INDEX `upgrade_steps_step`;