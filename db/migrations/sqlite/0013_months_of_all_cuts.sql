CREATE TABLE `adoption_months` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`kind` text NOT NULL,
	`segment` text NOT NULL,
	`region` text NOT NULL,
	`family` text,
	`path_id` text,
	`new_customer` integer NOT NULL,
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
CREATE INDEX `adoption_months_month` ON `adoption_months` (`month`);--> statement-breakpoint
CREATE INDEX `journeys_manager` ON `journeys` (`manager_id`);