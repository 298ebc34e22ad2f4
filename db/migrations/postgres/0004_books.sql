CREATE TABLE "chain_heads" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"length" integer NOT NULL,
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "codings" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"origin" text collate "C" NOT NULL,
	"upgrade_id" text collate "C",
	"account_id" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"kind" text collate "C",
	"path_id" text collate "C",
	"status" text collate "C" NOT NULL,
	"effective_on" text collate "C" NOT NULL,
	"month" text collate "C" NOT NULL,
	"delta_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"legs" text NOT NULL,
	"computed" text NOT NULL,
	"flags" text NOT NULL,
	"trace" text NOT NULL,
	"given" text NOT NULL,
	"rule" text collate "C" NOT NULL,
	"miscoded" boolean NOT NULL,
	"comes" boolean NOT NULL,
	"leaves" boolean NOT NULL,
	"pair_id" text collate "C",
	"proposal" text,
	"coded_at" text collate "C" NOT NULL,
	"reviewed_by_id" text collate "C",
	"reviewed_at" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coding_corrections" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"coding_id" text collate "C" NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"reason_code" text collate "C" NOT NULL,
	"note" text collate "C",
	"salt" text collate "C",
	"proposed_by_id" text collate "C",
	"proposed_by_name" text collate "C" NOT NULL,
	"proposed_at" text collate "C" NOT NULL,
	"weight_minor" bigint NOT NULL,
	"because" text collate "C",
	"decision" text collate "C" NOT NULL,
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"decided_at" text collate "C",
	"decision_note" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "path_ranges" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"low_minor" bigint NOT NULL,
	"high_minor" bigint NOT NULL,
	"samples" integer NOT NULL,
	"reckoned_on" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "periods" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"state" text collate "C" NOT NULL,
	"closed_at" text collate "C",
	"closed_by_id" text collate "C",
	"closed_by_name" text collate "C",
	"reported" text,
	"reopened_at" text collate "C",
	"reopened_by_name" text collate "C",
	"reopen_reason" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reason_codes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"description" text collate "C" NOT NULL,
	"active" boolean NOT NULL,
	"position" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revenue_entries" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"coding_id" text collate "C" NOT NULL,
	"correction_id" text collate "C",
	"origin" text collate "C" NOT NULL,
	"upgrade_id" text collate "C",
	"account_id" text collate "C" NOT NULL,
	"movement" text collate "C" NOT NULL,
	"driver" text collate "C" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text collate "C" NOT NULL,
	"effective_on" text collate "C" NOT NULL,
	"lines" text NOT NULL,
	"posting_period" text collate "C" NOT NULL,
	"effective_period" text collate "C" NOT NULL,
	"late" boolean NOT NULL,
	"reversal_of" text collate "C",
	"posted_at" text collate "C" NOT NULL,
	"note_digest" text collate "C",
	"family" text collate "C",
	"previous_hash" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revenue_months" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"view" text collate "C" NOT NULL,
	"cut" text collate "C" NOT NULL,
	"month" text collate "C" NOT NULL,
	"movement" text collate "C" NOT NULL,
	"amount_minor" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_path_id_upgrade_paths_id_fk" FOREIGN KEY ("path_id") REFERENCES "public"."upgrade_paths"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coding_corrections" ADD CONSTRAINT "coding_corrections_coding_id_codings_id_fk" FOREIGN KEY ("coding_id") REFERENCES "public"."codings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "path_ranges" ADD CONSTRAINT "path_ranges_id_upgrade_paths_id_fk" FOREIGN KEY ("id") REFERENCES "public"."upgrade_paths"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenue_entries" ADD CONSTRAINT "revenue_entries_coding_id_codings_id_fk" FOREIGN KEY ("coding_id") REFERENCES "public"."codings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenue_entries" ADD CONSTRAINT "revenue_entries_correction_id_coding_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."coding_corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "codings_subject" ON "codings" USING btree ("subject","coded_at");--> statement-breakpoint
CREATE INDEX "codings_status" ON "codings" USING btree ("status","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_coded" ON "codings" USING btree ("coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_account" ON "codings" USING btree ("account_id","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_upgrade" ON "codings" USING btree ("upgrade_id","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_path" ON "codings" USING btree ("path_id","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_rule" ON "codings" USING btree ("rule","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_month" ON "codings" USING btree ("month","status","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_origin" ON "codings" USING btree ("origin","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_kind" ON "codings" USING btree ("kind","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_miscoded" ON "codings" USING btree ("miscoded","coded_at","id");--> statement-breakpoint
CREATE INDEX "codings_delta" ON "codings" USING btree ("delta_minor","id");--> statement-breakpoint
CREATE INDEX "coding_corrections_coding" ON "coding_corrections" USING btree ("coding_id","proposed_at");--> statement-breakpoint
CREATE INDEX "coding_corrections_weight" ON "coding_corrections" USING btree ("proposed_by_id","account_id","proposed_at");--> statement-breakpoint
CREATE INDEX "periods_state" ON "periods" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "reason_codes_position" ON "reason_codes" USING btree ("position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "revenue_entries_position" ON "revenue_entries" USING btree ("position");--> statement-breakpoint
CREATE UNIQUE INDEX "revenue_entries_reversal" ON "revenue_entries" USING btree ("reversal_of");--> statement-breakpoint
CREATE INDEX "revenue_entries_coding" ON "revenue_entries" USING btree ("coding_id","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_upgrade" ON "revenue_entries" USING btree ("upgrade_id","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_account" ON "revenue_entries" USING btree ("account_id","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_posting" ON "revenue_entries" USING btree ("posting_period","movement","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_effective" ON "revenue_entries" USING btree ("effective_period","movement","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_movement" ON "revenue_entries" USING btree ("movement","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_origin" ON "revenue_entries" USING btree ("origin","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_late" ON "revenue_entries" USING btree ("late","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_day" ON "revenue_entries" USING btree ("effective_on","position");--> statement-breakpoint
CREATE INDEX "revenue_entries_amount" ON "revenue_entries" USING btree ("amount_minor","id");--> statement-breakpoint
CREATE INDEX "revenue_months_cut" ON "revenue_months" USING btree ("view","cut","month");--> statement-breakpoint
CREATE INDEX "import_rows_left_by_unit" ON "import_rows" USING btree ("batch_id","committed","outcome","unit_key","line");