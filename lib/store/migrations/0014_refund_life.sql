DROP INDEX "refunds_open";--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "refund_ticket" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "refund_ticket_recorded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "provider_id" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "made_by" text DEFAULT 'us' NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "items" jsonb;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "resolved_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_by_provider_id" ON "refunds" USING btree ("provider","provider_id") WHERE "refunds"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "refunds_due" ON "refunds" USING btree ("state","due_at") WHERE "refunds"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "refunds_lost" ON "refunds" USING btree ("settled_at") WHERE "refunds"."state" in ('failed', 'canceled', 'refused') and "refunds"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("requested_at") WHERE "refunds"."state" in ('requested', 'unknown', 'accepted', 'requires_action');--> statement-breakpoint
-- What is under way is asked for or read at the next sweep, and what was done lately within three days, not all at once.
UPDATE "refunds" SET "due_at" = "requested_at" WHERE "state" IN ('requested', 'unknown', 'accepted');--> statement-breakpoint
UPDATE "refunds" SET "due_at" = now() + random() * interval '3 days' WHERE "state" = 'done' AND "settled_at" > now() - interval '30 days';--> statement-breakpoint
-- A refused refund of a payment that was given back in full after all needs nobody.
UPDATE "refunds" SET "resolved_at" = now() FROM "captures" WHERE "refunds"."state" = 'refused' AND "captures"."provider" = "refunds"."provider" AND "captures"."reference" = "refunds"."reference" AND "captures"."refunded_minor" >= "captures"."amount_minor";
