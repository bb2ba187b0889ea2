CREATE TABLE "alert_reads" (
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"ticket" integer DEFAULT 0 NOT NULL,
	"ticket_recorded" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "alert_reads_provider_reference_pk" PRIMARY KEY("provider","reference")
);
--> statement-breakpoint
CREATE TABLE "payment_alerts" (
	"provider" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"session_id" text NOT NULL,
	"order_id" text,
	"seller_id" text NOT NULL,
	"state" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"amount_minor" bigint,
	"currency" text,
	"taken_minor" bigint,
	"fee_minor" bigint,
	"fee_currency" text,
	"evidence_due_at" timestamp (3) with time zone,
	"submissions" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"notified_days" integer,
	"submitted_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "payment_alerts_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE INDEX "alert_reads_due" ON "alert_reads" USING btree ("due_at") WHERE "alert_reads"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "payment_alerts_by_payment" ON "payment_alerts" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "payment_alerts_by_session" ON "payment_alerts" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "payment_alerts_by_order" ON "payment_alerts" USING btree ("order_id") WHERE "payment_alerts"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "payment_alerts_open" ON "payment_alerts" USING btree ("evidence_due_at") WHERE "payment_alerts"."state" in ('needs_response', 'under_review', 'unknown', 'open');