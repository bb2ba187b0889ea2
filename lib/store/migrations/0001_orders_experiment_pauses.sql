CREATE TABLE "shipments" (
	"order_id" text NOT NULL,
	"name" text NOT NULL,
	"id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"carrier" text,
	"tracking_number" text,
	"tracking_url" text,
	"lines" jsonb NOT NULL,
	"shipped_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "shipments_order_id_name_pk" PRIMARY KEY("order_id","name")
);
--> statement-breakpoint
CREATE TABLE "experiment_cells" (
	"experiment" text NOT NULL,
	"phase" text NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"arm" text NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"handed_over" bigint DEFAULT 0 NOT NULL,
	"shown" bigint DEFAULT 0 NOT NULL,
	"clicked" bigint DEFAULT 0 NOT NULL,
	"opened" bigint DEFAULT 0 NOT NULL,
	"details_given" bigint DEFAULT 0 NOT NULL,
	"pay_pressed" bigint DEFAULT 0 NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"declined" bigint DEFAULT 0 NOT NULL,
	"canceled" bigint DEFAULT 0 NOT NULL,
	"abandoned" bigint DEFAULT 0 NOT NULL,
	"unresolved" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"reassigned" bigint DEFAULT 0 NOT NULL,
	"buyers" bigint DEFAULT 0 NOT NULL,
	"pay_time" numeric DEFAULT '0' NOT NULL,
	"pay_time_squares" numeric DEFAULT '0' NOT NULL,
	"gross" numeric DEFAULT '0' NOT NULL,
	"gross_squares" numeric DEFAULT '0' NOT NULL,
	"net" numeric DEFAULT '0' NOT NULL,
	"net_squares" numeric DEFAULT '0' NOT NULL,
	"before" numeric DEFAULT '0' NOT NULL,
	"before_squares" numeric DEFAULT '0' NOT NULL,
	"gross_times_before" numeric DEFAULT '0' NOT NULL,
	CONSTRAINT "experiment_cells_experiment_phase_dimension_value_day_arm_currency_pk" PRIMARY KEY("experiment","phase","dimension","value","day","arm","currency")
);
--> statement-breakpoint
CREATE TABLE "experiment_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "experiment_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"experiment" text NOT NULL,
	"phase" text NOT NULL,
	"shopper_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experiment_refunds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "experiment_refunds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experiment_revenues" (
	"experiment" text NOT NULL,
	"phase" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"arm" text NOT NULL,
	"day" text NOT NULL,
	"shoppers" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "experiment_revenues_experiment_phase_currency_amount_minor_arm_day_pk" PRIMARY KEY("experiment","phase","currency","amount_minor","arm","day")
);
--> statement-breakpoint
CREATE TABLE "experiment_shoppers" (
	"experiment" text NOT NULL,
	"phase" text NOT NULL,
	"shopper_id" text NOT NULL,
	"arm" text NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"platform" text NOT NULL,
	"seller" text NOT NULL,
	"country" text NOT NULL,
	"handed_over" integer NOT NULL,
	"shown" integer NOT NULL,
	"clicked" integer NOT NULL,
	"opened" integer NOT NULL,
	"details_given" integer NOT NULL,
	"pay_pressed" integer NOT NULL,
	"paid" integer NOT NULL,
	"declined" integer NOT NULL,
	"canceled" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"unresolved" integer NOT NULL,
	"refunded" integer NOT NULL,
	"reassigned" integer NOT NULL,
	"buyers" integer NOT NULL,
	"pay_time" bigint DEFAULT 0 NOT NULL,
	"gross" bigint DEFAULT 0 NOT NULL,
	"net" bigint DEFAULT 0 NOT NULL,
	"before" bigint DEFAULT 0 NOT NULL,
	"counted_with" text NOT NULL,
	CONSTRAINT "experiment_shoppers_experiment_phase_shopper_id_pk" PRIMARY KEY("experiment","phase","shopper_id")
);
--> statement-breakpoint
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
ALTER TABLE "experiment_exposures" ALTER COLUMN "exposed_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "phase" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "currency" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "handed_over_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "clicked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "sheet_opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "page_opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "details_given_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "pay_pressed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "paid_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "declined_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "canceled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "expired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "unresolved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "refunded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "reassigned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "outcome" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "gross_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_exposures" ADD COLUMN "before_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "refund_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiment_refunds_by_session" ON "experiment_refunds" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "experiment_shoppers_by_plan" ON "experiment_shoppers" USING btree ("experiment","counted_with");--> statement-breakpoint
CREATE UNIQUE INDEX "breaker_trials_by_shopper" ON "breaker_trials" USING btree ("merchant_id","n","shopper_id");--> statement-breakpoint
CREATE INDEX "kill_turns_by_scope" ON "kill_turns" USING btree ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_by_shopper" ON "checkout_sessions" USING btree ("shopper_id");--> statement-breakpoint
CREATE INDEX "experiment_exposures_by_shopper" ON "experiment_exposures" USING btree ("experiment","phase","shopper_id");--> statement-breakpoint
CREATE INDEX "payment_attempts_instant" ON "payment_attempts" USING btree ("merchant_id","started_at") WHERE "payment_attempts"."route" = 'instant';--> statement-breakpoint
CREATE INDEX "refunds_by_order" ON "refunds" USING btree ("order_id") WHERE "refunds"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "route_decisions_killed" ON "route_decisions" USING btree ("decided_at") WHERE "route_decisions"."reason" = 'instant_killed';