CREATE TABLE "breaker_steps" (
	"merchant_id" text NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "breaker_steps_merchant_id_n_pk" PRIMARY KEY("merchant_id","n")
);
--> statement-breakpoint
CREATE TABLE "breaker_trials" (
	"merchant_id" text NOT NULL,
	"n" integer NOT NULL,
	"slot" integer NOT NULL,
	"shopper_id" text NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "breaker_trials_merchant_id_n_slot_pk" PRIMARY KEY("merchant_id","n","slot")
);
--> statement-breakpoint
CREATE TABLE "kill_turns" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kill_turns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" text NOT NULL,
	"is_on" boolean NOT NULL,
	"why" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "breaker_trials_by_shopper" ON "breaker_trials" USING btree ("merchant_id","n","shopper_id");--> statement-breakpoint
CREATE INDEX "kill_turns_by_scope" ON "kill_turns" USING btree ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "payment_attempts_instant" ON "payment_attempts" USING btree ("merchant_id","started_at") WHERE "payment_attempts"."route" = 'instant';