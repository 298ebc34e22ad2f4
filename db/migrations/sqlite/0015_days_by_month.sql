DROP INDEX `adoption_days_cut`;--> statement-breakpoint
ALTER TABLE `adoption_days` ADD `month` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `adoption_days_month` ON `adoption_days` (`cut`,`month`,`day`);--> statement-breakpoint
UPDATE `adoption_days` SET `month` = substr(`day`, 1, 7);
