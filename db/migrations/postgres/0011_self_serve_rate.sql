CREATE TABLE "adoption_annotations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"day" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"rebaselines" boolean NOT NULL,
	"added_by_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_days" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"cut" text collate "C" NOT NULL,
	"day" text collate "C" NOT NULL,
	"completed" integer NOT NULL,
	"strict" integer NOT NULL,
	"automatic" integer NOT NULL,
	"helped" integer NOT NULL,
	"shadow_touches" integer NOT NULL,
	"placed" integer NOT NULL,
	"untouched_orders" integer NOT NULL,
	"taken_up" integer NOT NULL,
	"begun" integer NOT NULL,
	"contained" integer NOT NULL,
	"begun_placed" integer NOT NULL,
	"cohort" integer NOT NULL,
	"cohort_over" integer NOT NULL,
	"cohort_completed" integer NOT NULL,
	"cohort_strict" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_goals" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"segment" text collate "C",
	"target_basis_points" integer NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"due_on" text collate "C",
	"note" text collate "C" NOT NULL,
	"set_by_name" text collate "C" NOT NULL,
	"set_at" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"path_id" text collate "C",
	"family" text collate "C",
	"segment" text collate "C" NOT NULL,
	"region" text collate "C" NOT NULL,
	"manager_id" text collate "C" NOT NULL,
	"new_customer" boolean NOT NULL,
	"started_on" text collate "C" NOT NULL,
	"placed_on" text collate "C",
	"completed_on" text collate "C",
	"started_by" text collate "C" NOT NULL,
	"placed_by" text collate "C",
	"automatic" boolean NOT NULL,
	"strict" boolean NOT NULL,
	"untouched_order" boolean NOT NULL,
	"escalated" boolean NOT NULL,
	"helped" boolean NOT NULL,
	"over" boolean NOT NULL,
	"shadow_touches" integer NOT NULL,
	"first_step" text collate "C",
	"first_cause" text collate "C"
);
--> statement-breakpoint
ALTER TABLE "upgrades" ADD COLUMN "first_touched_at" text collate "C";--> statement-breakpoint
CREATE INDEX "adoption_annotations_day" ON "adoption_annotations" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "adoption_days_cut" ON "adoption_days" USING btree ("cut","day");--> statement-breakpoint
CREATE INDEX "adoption_goals_starts" ON "adoption_goals" USING btree ("starts_on","id");--> statement-breakpoint
CREATE INDEX "journeys_started" ON "journeys" USING btree ("started_on");--> statement-breakpoint
CREATE INDEX "journeys_placed" ON "journeys" USING btree ("placed_on");--> statement-breakpoint
CREATE INDEX "journeys_completed" ON "journeys" USING btree ("completed_on");--> statement-breakpoint
CREATE INDEX "journeys_first_step" ON "journeys" USING btree ("first_step","completed_on");--> statement-breakpoint
CREATE INDEX "journeys_path" ON "journeys" USING btree ("path_id");--> statement-breakpoint
UPDATE "upgrades" SET "first_touched_at" = "started_at" WHERE "touches" > 0;--> statement-breakpoint
WITH first AS (SELECT "upgrade_id", min("at") AS "at" FROM "audit_events" WHERE "touch" = 'touch' AND "actor_id" IS NOT NULL AND "upgrade_id" IS NOT NULL GROUP BY "upgrade_id")
UPDATE "upgrades" SET "first_touched_at" = first."at" FROM first WHERE first."upgrade_id" = "upgrades"."id";
