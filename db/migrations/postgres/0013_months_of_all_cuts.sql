CREATE TABLE "adoption_months" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"month" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"segment" text collate "C" NOT NULL,
	"region" text collate "C" NOT NULL,
	"family" text collate "C",
	"path_id" text collate "C",
	"new_customer" boolean NOT NULL,
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
CREATE INDEX "adoption_months_month" ON "adoption_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "journeys_manager" ON "journeys" USING btree ("manager_id");