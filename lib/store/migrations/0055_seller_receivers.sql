CREATE TABLE "seller_receivers" (
	"id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"earlier_secret" text,
	"earlier_secret_until" timestamp (3) with time zone,
	"why" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text,
	"state" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_why" text,
	"last_delivered_at" timestamp (3) with time zone,
	"last_failed_at" timestamp (3) with time zone,
	"last_failure" text,
	"failing_since" timestamp (3) with time zone,
	"missed_since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "seller_receivers_by_seller" ON "seller_receivers" USING btree ("seller_id","created_at");--> statement-breakpoint
CREATE INDEX "seller_receivers_failed" ON "seller_receivers" USING btree ("id") WHERE "seller_receivers"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "seller_receivers_failing" ON "seller_receivers" USING btree ("id") WHERE "seller_receivers"."failing_since" is not null;