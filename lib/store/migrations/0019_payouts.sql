CREATE TABLE "payout_entries" (
	"provider" text NOT NULL,
	"id" text NOT NULL,
	"payout_id" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"net_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"booked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payout_entries_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"provider" text NOT NULL,
	"id" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"is_itemized" boolean NOT NULL,
	"arrives_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"entries_read_at" timestamp (3) with time zone,
	CONSTRAINT "payouts_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE INDEX "payout_entries_by_payout" ON "payout_entries" USING btree ("provider","payout_id");--> statement-breakpoint
CREATE INDEX "payout_entries_by_payment" ON "payout_entries" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "payouts_by_arrival" ON "payouts" USING btree ("arrives_at");--> statement-breakpoint
CREATE INDEX "payouts_unread" ON "payouts" USING btree ("created_at") WHERE "payouts"."entries_read_at" is null;