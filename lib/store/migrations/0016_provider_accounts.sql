CREATE TABLE "installation" (
	"is_the_one" boolean PRIMARY KEY NOT NULL,
	"id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_accounts" (
	"provider" text NOT NULL,
	"account" text NOT NULL,
	"account_id" text,
	"learned_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_accounts_provider_account_pk" PRIMARY KEY("provider","account")
);
--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "account" text;--> statement-breakpoint
CREATE INDEX "captures_by_account" ON "captures" USING btree ("provider","account","use");--> statement-breakpoint
CREATE INDEX "payment_attempts_open_at" ON "payment_attempts" USING btree ("provider","account") WHERE "payment_attempts"."outcome" = 'open';--> statement-breakpoint
CREATE INDEX "payment_attempts_without_account" ON "payment_attempts" USING btree ("id") WHERE "payment_attempts"."account" is null;