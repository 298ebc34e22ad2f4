CREATE TABLE `access_links` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`name` text NOT NULL,
	`segment` text NOT NULL,
	`region` text NOT NULL,
	`country` text,
	`industry` text,
	`customer_since` text NOT NULL,
	`manager_id` text NOT NULL,
	`reporting_arr_minor` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`region`) REFERENCES `regions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`manager_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_external` ON `accounts` (`external_id`);--> statement-breakpoint
CREATE INDEX `accounts_name` ON `accounts` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_arr` ON `accounts` (`reporting_arr_minor`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_since` ON `accounts` (`customer_since`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_manager` ON `accounts` (`manager_id`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_segment` ON `accounts` (`segment`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_region` ON `accounts` (`region`,`name`,`id`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`resource` text NOT NULL,
	`record_id` text NOT NULL,
	`account_id` text,
	`upgrade_id` text,
	`touch` text NOT NULL,
	`before` text,
	`after` text,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_events_record` ON `audit_events` (`resource`,`record_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_action` ON `audit_events` (`action`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_account` ON `audit_events` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_upgrade` ON `audit_events` (`upgrade_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `calendars` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`week` text NOT NULL,
	`holidays` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`title` text,
	`phone` text,
	`is_primary` integer NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_account` ON `contacts` (`account_id`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `contacts_name` ON `contacts` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`email`,`id`);--> statement-breakpoint
CREATE TABLE `counters` (
	`id` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `escalation_declines` (
	`id` text PRIMARY KEY NOT NULL,
	`escalation_id` text NOT NULL,
	`user_id` text NOT NULL,
	`until` text NOT NULL,
	FOREIGN KEY (`escalation_id`) REFERENCES `escalations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_declines_person` ON `escalation_declines` (`escalation_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`serial` text NOT NULL,
	`product_id` text NOT NULL,
	`status` text NOT NULL,
	`shipped_on` text NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_serial` ON `devices` (`serial`);--> statement-breakpoint
CREATE INDEX `devices_account` ON `devices` (`account_id`,`serial`);--> statement-breakpoint
CREATE INDEX `devices_status` ON `devices` (`status`,`serial`);--> statement-breakpoint
CREATE INDEX `devices_shipped` ON `devices` (`shipped_on`,`id`);--> statement-breakpoint
CREATE TABLE `escalations` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`upgrade_id` text,
	`account_id` text NOT NULL,
	`contact_id` text,
	`status` text NOT NULL,
	`status_since` text NOT NULL,
	`outcome` text,
	`step` text,
	`channel` text NOT NULL,
	`reason` text NOT NULL,
	`subject` text NOT NULL,
	`assignee_id` text,
	`claimed_at` text,
	`lease_until` text,
	`lease_left_minutes` integer,
	`owner_id` text NOT NULL,
	`offered_at` text NOT NULL,
	`priority` text NOT NULL,
	`priority_override` text,
	`score` integer NOT NULL,
	`score_parts` text NOT NULL,
	`arr_at_stake_minor` integer NOT NULL,
	`queue_due_at` text NOT NULL,
	`first_response_due_at` text NOT NULL,
	`resolution_due_at` text NOT NULL,
	`first_responded_at` text,
	`opened_at` text NOT NULL,
	`round_started_at` text NOT NULL,
	`clock_stops` text NOT NULL,
	`pause_reason` text,
	`paused_until` text,
	`handed_back_step` text,
	`handed_back_at` text,
	`root_cause` text,
	`times_escalated` integer NOT NULL,
	`handle_seconds` integer NOT NULL,
	`closed_at` text,
	`kind` text,
	`region` text NOT NULL,
	`segment` text NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reason`) REFERENCES `root_causes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`root_cause`) REFERENCES `root_causes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `escalations_external` ON `escalations` (`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `escalations_one_open` ON `escalations` (`upgrade_id`) WHERE status in ('waiting', 'claimed', 'paused', 'handed_back');--> statement-breakpoint
CREATE INDEX `escalations_queue` ON `escalations` (`status`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_due` ON `escalations` (`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_owner` ON `escalations` (`status`,`owner_id`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_offer` ON `escalations` (`status`,`offered_at`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_assignee` ON `escalations` (`assignee_id`,`status`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_opened` ON `escalations` (`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_score` ON `escalations` (`score`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_arr` ON `escalations` (`arr_at_stake_minor`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_account` ON `escalations` (`account_id`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_upgrade` ON `escalations` (`upgrade_id`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_priority` ON `escalations` (`status`,`priority`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_kind` ON `escalations` (`status`,`kind`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_region` ON `escalations` (`status`,`region`,`queue_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_lease` ON `escalations` (`lease_until`) WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX `escalations_pause` ON `escalations` (`paused_until`) WHERE status = 'paused';--> statement-breakpoint
CREATE INDEX `escalations_handed` ON `escalations` (`handed_back_at`) WHERE status = 'handed_back';--> statement-breakpoint
CREATE TABLE `exchange_rates` (
	`id` text PRIMARY KEY NOT NULL,
	`base` text NOT NULL,
	`quote` text NOT NULL,
	`on` text NOT NULL,
	`rate` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exchange_rates_day` ON `exchange_rates` (`base`,`quote`,`on`);--> statement-breakpoint
CREATE TABLE `hand_back_links` (
	`id` text PRIMARY KEY NOT NULL,
	`escalation_id` text NOT NULL,
	`upgrade_id` text NOT NULL,
	`step` text NOT NULL,
	`message` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	`withdrawn_at` text,
	FOREIGN KEY (`escalation_id`) REFERENCES `escalations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hand_back_links_escalation` ON `hand_back_links` (`escalation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `import_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`status` text NOT NULL,
	`columns` text NOT NULL,
	`filled` text NOT NULL,
	`mapping` text NOT NULL,
	`options` text NOT NULL,
	`counts` text NOT NULL,
	`reasons` text NOT NULL,
	`new_products` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer NOT NULL,
	`error` text,
	`created_by_id` text,
	`created_by_name` text NOT NULL,
	`committed_by_id` text,
	`committed_by_name` text,
	`created_at` text NOT NULL,
	`finished_at` text,
	`undone_at` text,
	`undone_by_name` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `import_batches_created` ON `import_batches` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `import_batches_status` ON `import_batches` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `import_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`line` integer NOT NULL,
	`cells` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`detail` text,
	`record_id` text,
	`record_version` integer,
	`committed` integer DEFAULT 0 NOT NULL,
	`unit_key` text,
	`undo` text,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_rows_line` ON `import_rows` (`batch_id`,`line`);--> statement-breakpoint
CREATE INDEX `import_rows_outcome` ON `import_rows` (`batch_id`,`outcome`,`line`);--> statement-breakpoint
CREATE INDEX `import_rows_reason` ON `import_rows` (`batch_id`,`reason`,`line`);--> statement-breakpoint
CREATE INDEX `import_rows_unit` ON `import_rows` (`batch_id`,`unit_key`,`line`);--> statement-breakpoint
CREATE INDEX `import_rows_record` ON `import_rows` (`batch_id`,`record_id`);--> statement-breakpoint
CREATE INDEX `import_rows_left` ON `import_rows` (`batch_id`,`committed`,`outcome`,`line`);--> statement-breakpoint
CREATE TABLE `incoming_events` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`occurred_at` text NOT NULL,
	`received_at` text NOT NULL,
	`upgrade_ref` text,
	`upgrade_id` text,
	`data` text NOT NULL,
	`disposition` text NOT NULL,
	`because` text,
	`handled_by_name` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_events_once` ON `incoming_events` (`source`,`event_id`);--> statement-breakpoint
CREATE INDEX `incoming_events_received` ON `incoming_events` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `incoming_events_disposition` ON `incoming_events` (`disposition`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `incoming_events_type` ON `incoming_events` (`type`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `incoming_events_upgrade` ON `incoming_events` (`upgrade_ref`,`occurred_at`,`event_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`kind` text NOT NULL,
	`to` text NOT NULL,
	`reply_to` text,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`escalation_id` text,
	`upgrade_id` text,
	`account_id` text,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text NOT NULL,
	`lease_until` text,
	`last_error` text,
	`created_at` text NOT NULL,
	`sent_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`escalation_id`) REFERENCES `escalations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_cause` ON `outbox` (`cause`);--> statement-breakpoint
CREATE INDEX `outbox_created` ON `outbox` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_status` ON `outbox` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`status`,`next_attempt_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_lease` ON `outbox` (`lease_until`) WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX `outbox_escalation` ON `outbox` (`escalation_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_upgrade` ON `outbox` (`upgrade_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_account` ON `outbox` (`account_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `policies` (
	`id` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`family` text NOT NULL,
	`capacity` text,
	`list_price_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`active` integer NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `products_name` ON `products` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `products_family` ON `products` (`family`,`name`,`id`);--> statement-breakpoint
CREATE TABLE `regions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`calendar_id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`calendar_id`) REFERENCES `calendars`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `return_devices` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`device_id` text,
	`serial` text NOT NULL,
	`product_id` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `return_devices_return` ON `return_devices` (`return_id`);--> statement-breakpoint
CREATE INDEX `return_devices_serial` ON `return_devices` (`serial`);--> statement-breakpoint
CREATE TABLE `return_facts` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`fact` text NOT NULL,
	`serial` text,
	`occurred_at` text NOT NULL,
	`recorded_at` text NOT NULL,
	`source` text NOT NULL,
	`by` text,
	`detail` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `return_facts_return` ON `return_facts` (`return_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `returns` (
	`id` text PRIMARY KEY NOT NULL,
	`upgrade_id` text NOT NULL,
	`account_id` text NOT NULL,
	`status` text NOT NULL,
	`complete` integer NOT NULL,
	`disposition` text NOT NULL,
	`due_on` text NOT NULL,
	`at_stake_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`opened_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `returns_upgrade` ON `returns` (`upgrade_id`);--> statement-breakpoint
CREATE INDEX `returns_account` ON `returns` (`account_id`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `returns_status` ON `returns` (`status`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `returns_due` ON `returns` (`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `returns_open` ON `returns` (`complete`,`due_on`,`id`);--> statement-breakpoint
CREATE TABLE `root_causes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`active` integer NOT NULL,
	`position` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `root_causes_position` ON `root_causes` (`position`,`id`);--> statement-breakpoint
CREATE TABLE `saved_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`text` text NOT NULL,
	`root_cause` text,
	`active` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`root_cause`) REFERENCES `root_causes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_replies_name` ON `saved_replies` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`resource` text NOT NULL,
	`name` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`filter` text NOT NULL,
	`sort` text,
	`columns` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_views_resource` ON `saved_views` (`resource`,`name`,`id`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`resource` text NOT NULL,
	`record_id` text NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_record` ON `search_entries` (`resource`,`record_id`);--> statement-breakpoint
CREATE INDEX `search_entries_prefix` ON `search_entries` (`resource`,`content`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`user_agent` text NOT NULL,
	`address` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` text NOT NULL,
	`locked_until` text
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`account_id` text NOT NULL,
	`product` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_arr_minor` integer NOT NULL,
	`arr_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reporting_arr_minor` integer NOT NULL,
	`term_months` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`counts_from` text NOT NULL,
	`counts_until` text,
	`auto_renew` integer NOT NULL,
	`is_trial` integer NOT NULL,
	`status` text NOT NULL,
	`device_id` text,
	`upgrade_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_external` ON `subscriptions` (`external_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_account` ON `subscriptions` (`account_id`,`starts_on`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_start` ON `subscriptions` (`starts_on`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_end` ON `subscriptions` (`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_status` ON `subscriptions` (`status`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_arr` ON `subscriptions` (`reporting_arr_minor`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_product` ON `subscriptions` (`product`,`starts_on`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_device` ON `subscriptions` (`device_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_upgrade` ON `subscriptions` (`upgrade_id`);--> statement-breakpoint
CREATE TABLE `escalation_timeline` (
	`id` text PRIMARY KEY NOT NULL,
	`escalation_id` text NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`verb` text,
	`author_id` text,
	`author_name` text NOT NULL,
	`text` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`escalation_id`) REFERENCES `escalations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `escalation_timeline_item` ON `escalation_timeline` (`escalation_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `upgrade_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`upgrade_id` text NOT NULL,
	`side` text NOT NULL,
	`line` text NOT NULL,
	`position` integer NOT NULL,
	`subscription_id` text,
	`product` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_arr_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`term_months` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`arr_minor` integer NOT NULL,
	`reporting_arr_minor` integer NOT NULL,
	`replaces` text NOT NULL,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `upgrade_lines_line` ON `upgrade_lines` (`upgrade_id`,`side`,`line`);--> statement-breakpoint
CREATE INDEX `upgrade_lines_subscription` ON `upgrade_lines` (`subscription_id`);--> statement-breakpoint
CREATE TABLE `upgrade_paths` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`from_family` text,
	`to_family` text,
	`return_required` integer NOT NULL,
	`attestation_required` integer NOT NULL,
	`self_serve` integer NOT NULL,
	`expected` text NOT NULL,
	`description` text NOT NULL,
	`active` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `upgrade_paths_name` ON `upgrade_paths` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `upgrade_paths_kind` ON `upgrade_paths` (`kind`,`name`,`id`);--> statement-breakpoint
CREATE TABLE `upgrade_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`upgrade_id` text NOT NULL,
	`step` text NOT NULL,
	`started_at` text NOT NULL,
	`by` text NOT NULL,
	`actor_id` text,
	FOREIGN KEY (`upgrade_id`) REFERENCES `upgrades`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `upgrade_steps_upgrade` ON `upgrade_steps` (`upgrade_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrade_steps_step` ON `upgrade_steps` (`step`,`started_at`);--> statement-breakpoint
CREATE TABLE `upgrades` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`external_id` text,
	`account_id` text NOT NULL,
	`contact_id` text,
	`kind` text NOT NULL,
	`path_id` text,
	`status` text NOT NULL,
	`step` text NOT NULL,
	`motion` text NOT NULL,
	`started_by` text NOT NULL,
	`started_by_id` text,
	`started_at` text NOT NULL,
	`placed_at` text,
	`completed_at` text,
	`cancelled_at` text,
	`last_activity_at` text NOT NULL,
	`effective_on` text NOT NULL,
	`before_arr_minor` integer NOT NULL,
	`after_arr_minor` integer NOT NULL,
	`exception_status` text,
	`exception` text,
	`cancel_reason` text,
	`touches` integer DEFAULT 0 NOT NULL,
	`shadow_touches` integer DEFAULT 0 NOT NULL,
	`times_escalated` integer DEFAULT 0 NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`path_id`) REFERENCES `upgrade_paths`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `upgrades_reference` ON `upgrades` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `upgrades_external` ON `upgrades` (`external_id`);--> statement-breakpoint
CREATE INDEX `upgrades_started` ON `upgrades` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_placed` ON `upgrades` (`placed_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_activity` ON `upgrades` (`status`,`last_activity_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_account` ON `upgrades` (`account_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_status` ON `upgrades` (`status`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_kind` ON `upgrades` (`kind`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_path` ON `upgrades` (`path_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_motion` ON `upgrades` (`motion`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `upgrades_exception` ON `upgrades` (`exception_status`,`started_at`,`id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`password_hash` text,
	`calendar_id` text NOT NULL,
	`away_from` text,
	`away_until` text,
	`cover_user_id` text,
	`preferences` text NOT NULL,
	`created_at` text NOT NULL,
	`search` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`calendar_id`) REFERENCES `calendars`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_name` ON `users` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `users_cover` ON `users` (`cover_user_id`);