DROP INDEX `escalations_offer`;--> statement-breakpoint
CREATE INDEX `escalations_status_opened` ON `escalations` (`status`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_status_score` ON `escalations` (`status`,`score`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_status_arr` ON `escalations` (`status`,`arr_at_stake_minor`,`id`);