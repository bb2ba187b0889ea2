-- outside a transaction
SET lock_timeout = '500ms';--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN IF NOT EXISTS "changed_at" timestamp (3) with time zone;--> statement-breakpoint
-- Apart, so that rows that are there stay null: as the column's first default it would be theirs too.
ALTER TABLE "shipments" ALTER COLUMN "changed_at" SET DEFAULT now();--> statement-breakpoint
SET lock_timeout = 0;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "shipments_changed_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "shipments_changed_at" ON "shipments" USING btree ("changed_at") WHERE "shipments"."changed_at" is not null;
