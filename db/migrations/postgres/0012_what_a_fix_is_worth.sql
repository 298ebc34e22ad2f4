CREATE TABLE "adoption_baselines" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"month" text collate "C" NOT NULL,
	"renewals" integer NOT NULL,
	"online_renewals" integer NOT NULL,
	"begun" integer NOT NULL,
	"escalated" integer NOT NULL,
	"frozen_at" text collate "C" NOT NULL,
	"frozen_by_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_fixes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"root_cause" text collate "C" NOT NULL,
	"path_id" text collate "C",
	"confidence_percent" integer NOT NULL,
	"effort_days" integer NOT NULL,
	"shipped_on" text collate "C",
	"note" text collate "C" NOT NULL,
	"entered_by_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_forecasts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"made_in" text collate "C" NOT NULL,
	"segment" text collate "C",
	"month" text collate "C" NOT NULL,
	"middle" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"made_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_snapshots" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"month" text collate "C" NOT NULL,
	"as_of" text collate "C" NOT NULL,
	"numerator" integer NOT NULL,
	"denominator" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adoption_traffic" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"visits" integer NOT NULL,
	"contacts" integer NOT NULL,
	"contact_orders" integer NOT NULL,
	"loaded_at" text collate "C" NOT NULL,
	"loaded_by_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
DROP INDEX "upgrade_steps_step";--> statement-breakpoint
CREATE INDEX "adoption_fixes_name" ON "adoption_fixes" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "adoption_forecasts_month" ON "adoption_forecasts" USING btree ("month","id");--> statement-breakpoint
CREATE INDEX "adoption_snapshots_month" ON "adoption_snapshots" USING btree ("month","as_of");