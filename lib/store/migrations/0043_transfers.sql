CREATE TABLE "transfer_reversals" (
	"key" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"attempt_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"gross_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"provider_id" text,
	"reason" text,
	"refusals" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"cause_kind" text NOT NULL,
	"cause" text NOT NULL,
	"transfer_key" text
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"key" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"attempt_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"gross_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"provider_id" text,
	"reason" text,
	"refusals" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"cause_kind" text,
	"cause" text,
	"model" text NOT NULL,
	"account" text NOT NULL,
	"fees_on_refund" text NOT NULL,
	"settled_minor" bigint,
	"settled_currency" text
);
--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "split" jsonb;--> statement-breakpoint
CREATE INDEX "transfer_reversals_by_payment" ON "transfer_reversals" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "transfer_reversals_by_time" ON "transfer_reversals" USING btree ("created_at","seller_id");--> statement-breakpoint
CREATE INDEX "transfer_reversals_due" ON "transfer_reversals" USING btree ("due_at") WHERE "transfer_reversals"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "transfer_reversals_open" ON "transfer_reversals" USING btree ("created_at") WHERE "transfer_reversals"."state" in ('due', 'unknown', 'refused', 'owed');--> statement-breakpoint
CREATE INDEX "transfers_by_payment" ON "transfers" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "transfers_by_time" ON "transfers" USING btree ("created_at","seller_id");--> statement-breakpoint
CREATE INDEX "transfers_due" ON "transfers" USING btree ("due_at") WHERE "transfers"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "transfers_open" ON "transfers" USING btree ("created_at") WHERE "transfers"."state" in ('due', 'unknown', 'refused');