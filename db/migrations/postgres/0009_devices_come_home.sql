CREATE TABLE "attestations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"meaning" text collate "C" NOT NULL,
	"capture" text collate "C" NOT NULL,
	"signed_at" text collate "C" NOT NULL,
	"recorded_at" text collate "C" NOT NULL,
	"signer_name" text collate "C",
	"signer_title" text collate "C",
	"signer_email" text collate "C",
	"salt" text collate "C",
	"contact_id" text collate "C",
	"decided_at" text collate "C",
	"decided_by_id" text collate "C",
	"decided_by_name" text collate "C",
	"reason" text collate "C",
	"superseded_by_id" text collate "C",
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasing" (
	"id" text collate "C" PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"account_id" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"by_id" text collate "C",
	"by_name" text collate "C" NOT NULL,
	"counts" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_files" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"uploaded_at" text collate "C" NOT NULL,
	"uploaded_by_id" text collate "C",
	"uploaded_by_name" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_acts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"act" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"by_id" text collate "C",
	"by_name" text collate "C" NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signed_attestations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"meaning" text collate "C" NOT NULL,
	"statement_id" text collate "C" NOT NULL,
	"statement_edition" integer NOT NULL,
	"statement_text" text collate "C" NOT NULL,
	"consent" boolean NOT NULL,
	"capture" text collate "C" NOT NULL,
	"signed_at" text collate "C" NOT NULL,
	"signed_zone" text collate "C" NOT NULL,
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by_id" text collate "C",
	"devices" text NOT NULL,
	"evidence" text NOT NULL,
	"signer_digest" text collate "C" NOT NULL,
	"previous_hash" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_links" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"return_id" text collate "C" NOT NULL,
	"contact_id" text collate "C",
	"message" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"created_by_id" text collate "C",
	"expires_at" text collate "C" NOT NULL,
	"used_at" text collate "C",
	"withdrawn_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"meaning" text collate "C" NOT NULL,
	"edition" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"created_by_id" text collate "C",
	"created_by_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incoming_events" ADD COLUMN "return_ref" text collate "C";--> statement-breakpoint
ALTER TABLE "return_devices" ADD COLUMN "serial_key" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "return_facts" ADD COLUMN "tracking_key" text collate "C";--> statement-breakpoint
ALTER TABLE "return_facts" ADD COLUMN "attestation_id" text collate "C";--> statement-breakpoint
ALTER TABLE "return_facts" ADD COLUMN "digest" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "owed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "unscanned_since" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "quiet_since" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "mismatch_codes" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "mismatches" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "is_mismatched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "carrier" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "tracking_number" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "label_url" text collate "C";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "reminded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_acts" ADD CONSTRAINT "return_acts_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_attestations" ADD CONSTRAINT "signed_attestations_id_attestations_id_fk" FOREIGN KEY ("id") REFERENCES "public"."attestations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_attestations" ADD CONSTRAINT "signed_attestations_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_links" ADD CONSTRAINT "signing_links_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_links" ADD CONSTRAINT "signing_links_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attestations_return" ON "attestations" USING btree ("return_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "attestations_account" ON "attestations" USING btree ("account_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "attestations_status" ON "attestations" USING btree ("status","recorded_at","id");--> statement-breakpoint
CREATE INDEX "attestations_recorded" ON "attestations" USING btree ("recorded_at","id");--> statement-breakpoint
CREATE INDEX "attestations_contact" ON "attestations" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "attestations_email" ON "attestations" USING btree ("signer_email");--> statement-breakpoint
CREATE INDEX "erasures_contact" ON "erasures" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "erasures_at" ON "erasures" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "evidence_files_return" ON "evidence_files" USING btree ("return_id","uploaded_at","id");--> statement-breakpoint
CREATE INDEX "evidence_files_hash" ON "evidence_files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "return_acts_return" ON "return_acts" USING btree ("return_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "signed_attestations_position" ON "signed_attestations" USING btree ("position");--> statement-breakpoint
CREATE INDEX "signed_attestations_statement" ON "signed_attestations" USING btree ("statement_id");--> statement-breakpoint
CREATE INDEX "signing_links_return" ON "signing_links" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_edition" ON "statements" USING btree ("meaning","edition");--> statement-breakpoint
CREATE INDEX "statements_created" ON "statements" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "incoming_events_return" ON "incoming_events" USING btree ("return_ref","occurred_at","event_id");--> statement-breakpoint
CREATE INDEX "return_devices_key" ON "return_devices" USING btree ("serial_key");--> statement-breakpoint
CREATE UNIQUE INDEX "return_facts_once" ON "return_facts" USING btree ("return_id","digest");--> statement-breakpoint
CREATE INDEX "return_facts_tracking" ON "return_facts" USING btree ("tracking_key");--> statement-breakpoint
CREATE INDEX "returns_owed" ON "returns" USING btree ("owed","due_on","id");--> statement-breakpoint
CREATE INDEX "returns_mismatched" ON "returns" USING btree ("is_mismatched","due_on","id");--> statement-breakpoint
CREATE INDEX "returns_unscanned" ON "returns" USING btree ("unscanned_since","id");--> statement-breakpoint
CREATE INDEX "returns_quiet" ON "returns" USING btree ("quiet_since","id");--> statement-breakpoint
CREATE INDEX "returns_stake" ON "returns" USING btree ("at_stake_minor","id");--> statement-breakpoint
CREATE INDEX "returns_tracking" ON "returns" USING btree ("tracking_number");