CREATE TABLE "access_links" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"user_id" text collate "C",
	"expires_at" text collate "C" NOT NULL,
	"used_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"external_id" text collate "C",
	"name" text collate "C" NOT NULL,
	"segment" text collate "C" NOT NULL,
	"region" text collate "C" NOT NULL,
	"country" text collate "C",
	"industry" text collate "C",
	"customer_since" text collate "C" NOT NULL,
	"manager_id" text collate "C" NOT NULL,
	"reporting_arr_minor" bigint DEFAULT 0 NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" text collate "C" NOT NULL,
	"actor_id" text collate "C",
	"actor_name" text collate "C" NOT NULL,
	"action" text collate "C" NOT NULL,
	"resource" text collate "C" NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"account_id" text collate "C",
	"upgrade_id" text collate "C",
	"touch" text collate "C" NOT NULL,
	"before" text,
	"after" text,
	"request_id" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"zone" text collate "C" NOT NULL,
	"week" text NOT NULL,
	"holidays" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"title" text collate "C",
	"phone" text collate "C",
	"is_primary" boolean NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"value" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_declines" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"escalation_id" text collate "C" NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"until" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"serial" text collate "C" NOT NULL,
	"product_id" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"shipped_on" text collate "C" NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"external_id" text collate "C",
	"upgrade_id" text collate "C",
	"account_id" text collate "C" NOT NULL,
	"contact_id" text collate "C",
	"status" text collate "C" NOT NULL,
	"status_since" text collate "C" NOT NULL,
	"outcome" text collate "C",
	"step" text collate "C",
	"channel" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"assignee_id" text collate "C",
	"claimed_at" text collate "C",
	"lease_until" text collate "C",
	"lease_left_minutes" integer,
	"owner_id" text collate "C" NOT NULL,
	"offered_at" text collate "C" NOT NULL,
	"priority" text collate "C" NOT NULL,
	"priority_override" text,
	"score" integer NOT NULL,
	"score_parts" text NOT NULL,
	"arr_at_stake_minor" bigint NOT NULL,
	"queue_due_at" text collate "C" NOT NULL,
	"first_response_due_at" text collate "C" NOT NULL,
	"resolution_due_at" text collate "C" NOT NULL,
	"first_responded_at" text collate "C",
	"opened_at" text collate "C" NOT NULL,
	"round_started_at" text collate "C" NOT NULL,
	"clock_stops" text NOT NULL,
	"pause_reason" text collate "C",
	"paused_until" text collate "C",
	"handed_back_step" text collate "C",
	"handed_back_at" text collate "C",
	"root_cause" text collate "C",
	"times_escalated" integer NOT NULL,
	"handle_seconds" integer NOT NULL,
	"closed_at" text collate "C",
	"kind" text collate "C",
	"region" text collate "C" NOT NULL,
	"segment" text collate "C" NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"base" text collate "C" NOT NULL,
	"quote" text collate "C" NOT NULL,
	"on" text collate "C" NOT NULL,
	"rate" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_back_links" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"escalation_id" text collate "C" NOT NULL,
	"upgrade_id" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"message" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"expires_at" text collate "C" NOT NULL,
	"used_at" text collate "C",
	"withdrawn_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"request_hash" text collate "C" NOT NULL,
	"status" integer NOT NULL,
	"body" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"file_name" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"columns" text NOT NULL,
	"filled" text NOT NULL,
	"mapping" text NOT NULL,
	"options" text NOT NULL,
	"counts" text NOT NULL,
	"reasons" text NOT NULL,
	"new_products" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer NOT NULL,
	"error" text collate "C",
	"created_by_id" text collate "C",
	"created_by_name" text collate "C" NOT NULL,
	"committed_by_id" text collate "C",
	"committed_by_name" text collate "C",
	"created_at" text collate "C" NOT NULL,
	"finished_at" text collate "C",
	"undone_at" text collate "C",
	"undone_by_name" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"batch_id" text collate "C" NOT NULL,
	"line" integer NOT NULL,
	"cells" text NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"reason" text collate "C",
	"detail" text collate "C",
	"record_id" text collate "C",
	"record_version" integer,
	"committed" integer DEFAULT 0 NOT NULL,
	"unit_key" text collate "C",
	"undo" text
);
--> statement-breakpoint
CREATE TABLE "incoming_events" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"source" text collate "C" NOT NULL,
	"event_id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"occurred_at" text collate "C" NOT NULL,
	"received_at" text collate "C" NOT NULL,
	"upgrade_ref" text collate "C",
	"upgrade_id" text collate "C",
	"data" text NOT NULL,
	"disposition" text collate "C" NOT NULL,
	"because" text collate "C",
	"handled_by_name" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"cause" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"to" text collate "C" NOT NULL,
	"reply_to" text collate "C",
	"subject" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"escalation_id" text collate "C",
	"upgrade_id" text collate "C",
	"account_id" text collate "C",
	"status" text collate "C" NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" text collate "C" NOT NULL,
	"lease_until" text collate "C",
	"last_error" text collate "C",
	"created_at" text collate "C" NOT NULL,
	"sent_at" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"rules" text NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"family" text collate "C" NOT NULL,
	"capacity" text collate "C",
	"list_price_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"active" boolean NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"calendar_id" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_devices" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"device_id" text collate "C",
	"serial" text collate "C" NOT NULL,
	"product_id" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_facts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"fact" text collate "C" NOT NULL,
	"serial" text collate "C",
	"occurred_at" text collate "C" NOT NULL,
	"recorded_at" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"by" text collate "C",
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"upgrade_id" text collate "C" NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"complete" boolean NOT NULL,
	"disposition" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"at_stake_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"opened_at" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "root_causes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"description" text collate "C" NOT NULL,
	"active" boolean NOT NULL,
	"position" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_replies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"root_cause" text collate "C",
	"active" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"resource" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"owner_id" text collate "C" NOT NULL,
	"shared" boolean NOT NULL,
	"filter" text NOT NULL,
	"sort" text,
	"columns" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource" text collate "C" NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"content" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"seen_at" text collate "C" NOT NULL,
	"expires_at" text collate "C" NOT NULL,
	"user_agent" text collate "C" NOT NULL,
	"address" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"subject" text collate "C" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" text collate "C" NOT NULL,
	"locked_until" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"external_id" text collate "C",
	"account_id" text collate "C" NOT NULL,
	"product" text collate "C" NOT NULL,
	"quantity" integer NOT NULL,
	"unit_arr_minor" bigint NOT NULL,
	"arr_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"reporting_arr_minor" bigint NOT NULL,
	"term_months" integer NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"ends_on" text collate "C",
	"counts_from" text collate "C" NOT NULL,
	"counts_until" text collate "C",
	"auto_renew" boolean NOT NULL,
	"is_trial" boolean NOT NULL,
	"status" text collate "C" NOT NULL,
	"device_id" text collate "C",
	"upgrade_id" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_timeline" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"escalation_id" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"verb" text collate "C",
	"author_id" text collate "C",
	"author_name" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upgrade_lines" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"upgrade_id" text collate "C" NOT NULL,
	"side" text collate "C" NOT NULL,
	"line" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"subscription_id" text collate "C",
	"product" text collate "C" NOT NULL,
	"quantity" integer NOT NULL,
	"unit_arr_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"term_months" integer NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"ends_on" text collate "C",
	"arr_minor" bigint NOT NULL,
	"reporting_arr_minor" bigint NOT NULL,
	"replaces" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upgrade_paths" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"from_family" text collate "C",
	"to_family" text collate "C",
	"return_required" boolean NOT NULL,
	"attestation_required" boolean NOT NULL,
	"self_serve" boolean NOT NULL,
	"expected" text NOT NULL,
	"description" text collate "C" NOT NULL,
	"active" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upgrade_steps" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"upgrade_id" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"started_at" text collate "C" NOT NULL,
	"by" text collate "C" NOT NULL,
	"actor_id" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "upgrades" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"reference" text collate "C" NOT NULL,
	"external_id" text collate "C",
	"account_id" text collate "C" NOT NULL,
	"contact_id" text collate "C",
	"kind" text collate "C" NOT NULL,
	"path_id" text collate "C",
	"status" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"motion" text collate "C" NOT NULL,
	"started_by" text collate "C" NOT NULL,
	"started_by_id" text collate "C",
	"started_at" text collate "C" NOT NULL,
	"placed_at" text collate "C",
	"completed_at" text collate "C",
	"cancelled_at" text collate "C",
	"last_activity_at" text collate "C" NOT NULL,
	"effective_on" text collate "C" NOT NULL,
	"before_arr_minor" bigint NOT NULL,
	"after_arr_minor" bigint NOT NULL,
	"exception_status" text collate "C",
	"exception" text,
	"cancel_reason" text collate "C",
	"touches" integer DEFAULT 0 NOT NULL,
	"shadow_touches" integer DEFAULT 0 NOT NULL,
	"times_escalated" integer DEFAULT 0 NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"email" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"password_hash" text collate "C",
	"calendar_id" text collate "C" NOT NULL,
	"away_from" text collate "C",
	"away_until" text collate "C",
	"cover_user_id" text collate "C",
	"preferences" text NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"search" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_region_regions_id_fk" FOREIGN KEY ("region") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_manager_id_users_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_declines" ADD CONSTRAINT "escalation_declines_escalation_id_escalations_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_declines" ADD CONSTRAINT "escalation_declines_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_reason_root_causes_id_fk" FOREIGN KEY ("reason") REFERENCES "public"."root_causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_root_cause_root_causes_id_fk" FOREIGN KEY ("root_cause") REFERENCES "public"."root_causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_back_links" ADD CONSTRAINT "hand_back_links_escalation_id_escalations_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_back_links" ADD CONSTRAINT "hand_back_links_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_escalation_id_escalations_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_devices" ADD CONSTRAINT "return_devices_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_devices" ADD CONSTRAINT "return_devices_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_devices" ADD CONSTRAINT "return_devices_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_facts" ADD CONSTRAINT "return_facts_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_replies" ADD CONSTRAINT "saved_replies_root_cause_root_causes_id_fk" FOREIGN KEY ("root_cause") REFERENCES "public"."root_causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_product_products_id_fk" FOREIGN KEY ("product") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_timeline" ADD CONSTRAINT "escalation_timeline_escalation_id_escalations_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrade_lines" ADD CONSTRAINT "upgrade_lines_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrade_lines" ADD CONSTRAINT "upgrade_lines_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrade_lines" ADD CONSTRAINT "upgrade_lines_product_products_id_fk" FOREIGN KEY ("product") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrade_steps" ADD CONSTRAINT "upgrade_steps_upgrade_id_upgrades_id_fk" FOREIGN KEY ("upgrade_id") REFERENCES "public"."upgrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrades" ADD CONSTRAINT "upgrades_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrades" ADD CONSTRAINT "upgrades_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upgrades" ADD CONSTRAINT "upgrades_path_id_upgrade_paths_id_fk" FOREIGN KEY ("path_id") REFERENCES "public"."upgrade_paths"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_external" ON "accounts" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "accounts_name" ON "accounts" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "accounts_arr" ON "accounts" USING btree ("reporting_arr_minor","id");--> statement-breakpoint
CREATE INDEX "accounts_since" ON "accounts" USING btree ("customer_since","id");--> statement-breakpoint
CREATE INDEX "accounts_manager" ON "accounts" USING btree ("manager_id","name","id");--> statement-breakpoint
CREATE INDEX "accounts_segment" ON "accounts" USING btree ("segment","name","id");--> statement-breakpoint
CREATE INDEX "accounts_region" ON "accounts" USING btree ("region","name","id");--> statement-breakpoint
CREATE INDEX "audit_events_record" ON "audit_events" USING btree ("resource","record_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_events_account" ON "audit_events" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_upgrade" ON "audit_events" USING btree ("upgrade_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "contacts_account" ON "contacts" USING btree ("account_id","name","id");--> statement-breakpoint
CREATE INDEX "contacts_name" ON "contacts" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "contacts_email" ON "contacts" USING btree ("email","id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_declines_person" ON "escalation_declines" USING btree ("escalation_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "devices_serial" ON "devices" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "devices_account" ON "devices" USING btree ("account_id","serial");--> statement-breakpoint
CREATE INDEX "devices_status" ON "devices" USING btree ("status","serial");--> statement-breakpoint
CREATE INDEX "devices_shipped" ON "devices" USING btree ("shipped_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_external" ON "escalations" USING btree ("external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_one_open" ON "escalations" USING btree ("upgrade_id") WHERE status in ('waiting', 'claimed', 'paused', 'handed_back');--> statement-breakpoint
CREATE INDEX "escalations_queue" ON "escalations" USING btree ("status","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_due" ON "escalations" USING btree ("queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_owner" ON "escalations" USING btree ("status","owner_id","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_offer" ON "escalations" USING btree ("status","offered_at","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_assignee" ON "escalations" USING btree ("assignee_id","status","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_opened" ON "escalations" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "escalations_score" ON "escalations" USING btree ("score","id");--> statement-breakpoint
CREATE INDEX "escalations_arr" ON "escalations" USING btree ("arr_at_stake_minor","id");--> statement-breakpoint
CREATE INDEX "escalations_account" ON "escalations" USING btree ("account_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "escalations_upgrade" ON "escalations" USING btree ("upgrade_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "escalations_priority" ON "escalations" USING btree ("status","priority","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_kind" ON "escalations" USING btree ("status","kind","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_region" ON "escalations" USING btree ("status","region","queue_due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_lease" ON "escalations" USING btree ("lease_until") WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX "escalations_pause" ON "escalations" USING btree ("paused_until") WHERE status = 'paused';--> statement-breakpoint
CREATE INDEX "escalations_handed" ON "escalations" USING btree ("handed_back_at") WHERE status = 'handed_back';--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_rates_day" ON "exchange_rates" USING btree ("base","quote","on");--> statement-breakpoint
CREATE INDEX "hand_back_links_escalation" ON "hand_back_links" USING btree ("escalation_id","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "import_batches_created" ON "import_batches" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "import_batches_status" ON "import_batches" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_line" ON "import_rows" USING btree ("batch_id","line");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("batch_id","outcome","line");--> statement-breakpoint
CREATE INDEX "import_rows_reason" ON "import_rows" USING btree ("batch_id","reason","line");--> statement-breakpoint
CREATE INDEX "import_rows_unit" ON "import_rows" USING btree ("batch_id","unit_key","line");--> statement-breakpoint
CREATE INDEX "import_rows_record" ON "import_rows" USING btree ("batch_id","record_id");--> statement-breakpoint
CREATE INDEX "import_rows_left" ON "import_rows" USING btree ("batch_id","committed","outcome","line");--> statement-breakpoint
CREATE UNIQUE INDEX "incoming_events_once" ON "incoming_events" USING btree ("source","event_id");--> statement-breakpoint
CREATE INDEX "incoming_events_received" ON "incoming_events" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "incoming_events_disposition" ON "incoming_events" USING btree ("disposition","received_at","id");--> statement-breakpoint
CREATE INDEX "incoming_events_type" ON "incoming_events" USING btree ("type","received_at","id");--> statement-breakpoint
CREATE INDEX "incoming_events_upgrade" ON "incoming_events" USING btree ("upgrade_ref","occurred_at","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_cause" ON "outbox" USING btree ("cause");--> statement-breakpoint
CREATE INDEX "outbox_created" ON "outbox" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_status" ON "outbox" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("status","next_attempt_at","id");--> statement-breakpoint
CREATE INDEX "outbox_lease" ON "outbox" USING btree ("lease_until") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_escalation" ON "outbox" USING btree ("escalation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_upgrade" ON "outbox" USING btree ("upgrade_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_account" ON "outbox" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "products_name" ON "products" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "products_family" ON "products" USING btree ("family","name","id");--> statement-breakpoint
CREATE INDEX "return_devices_return" ON "return_devices" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "return_devices_serial" ON "return_devices" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "return_facts_return" ON "return_facts" USING btree ("return_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "returns_upgrade" ON "returns" USING btree ("upgrade_id");--> statement-breakpoint
CREATE INDEX "returns_account" ON "returns" USING btree ("account_id","due_on","id");--> statement-breakpoint
CREATE INDEX "returns_status" ON "returns" USING btree ("status","due_on","id");--> statement-breakpoint
CREATE INDEX "returns_due" ON "returns" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "returns_open" ON "returns" USING btree ("complete","due_on","id");--> statement-breakpoint
CREATE INDEX "root_causes_position" ON "root_causes" USING btree ("position","id");--> statement-breakpoint
CREATE INDEX "saved_replies_name" ON "saved_replies" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "saved_views_resource" ON "saved_views" USING btree ("resource","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "search_entries_record" ON "search_entries" USING btree ("resource","record_id");--> statement-breakpoint
CREATE INDEX "search_entries_prefix" ON "search_entries" USING btree ("resource","content");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_external" ON "subscriptions" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "subscriptions_account" ON "subscriptions" USING btree ("account_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "subscriptions_start" ON "subscriptions" USING btree ("starts_on","id");--> statement-breakpoint
CREATE INDEX "subscriptions_end" ON "subscriptions" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "subscriptions_status" ON "subscriptions" USING btree ("status","ends_on","id");--> statement-breakpoint
CREATE INDEX "subscriptions_arr" ON "subscriptions" USING btree ("reporting_arr_minor","id");--> statement-breakpoint
CREATE INDEX "subscriptions_product" ON "subscriptions" USING btree ("product","starts_on","id");--> statement-breakpoint
CREATE INDEX "subscriptions_device" ON "subscriptions" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "subscriptions_upgrade" ON "subscriptions" USING btree ("upgrade_id");--> statement-breakpoint
CREATE INDEX "escalation_timeline_item" ON "escalation_timeline" USING btree ("escalation_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "upgrade_lines_line" ON "upgrade_lines" USING btree ("upgrade_id","side","line");--> statement-breakpoint
CREATE INDEX "upgrade_lines_subscription" ON "upgrade_lines" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "upgrade_paths_name" ON "upgrade_paths" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "upgrade_paths_kind" ON "upgrade_paths" USING btree ("kind","name","id");--> statement-breakpoint
CREATE INDEX "upgrade_steps_upgrade" ON "upgrade_steps" USING btree ("upgrade_id","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrade_steps_step" ON "upgrade_steps" USING btree ("step","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "upgrades_reference" ON "upgrades" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "upgrades_external" ON "upgrades" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "upgrades_started" ON "upgrades" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_placed" ON "upgrades" USING btree ("placed_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_activity" ON "upgrades" USING btree ("status","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_account" ON "upgrades" USING btree ("account_id","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_status" ON "upgrades" USING btree ("status","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_kind" ON "upgrades" USING btree ("kind","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_path" ON "upgrades" USING btree ("path_id","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_motion" ON "upgrades" USING btree ("motion","started_at","id");--> statement-breakpoint
CREATE INDEX "upgrades_exception" ON "upgrades" USING btree ("exception_status","started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "users_name" ON "users" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "users_cover" ON "users" USING btree ("cover_user_id");