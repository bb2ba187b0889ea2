CREATE TABLE "captures" (
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"attempt_id" text NOT NULL,
	"session_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"use" text NOT NULL,
	"why" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"refunded_minor" bigint NOT NULL,
	CONSTRAINT "captures_provider_reference_pk" PRIMARY KEY("provider","reference")
);
--> statement-breakpoint
CREATE TABLE "checkout_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"link" text NOT NULL,
	"merchant_id" text NOT NULL,
	"shopper_id" text,
	"status" text NOT NULL,
	"revision" integer NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"basket" jsonb NOT NULL,
	"state" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discount_uses" (
	"code" text NOT NULL,
	"session_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	CONSTRAINT "discount_uses_code_session_id_pk" PRIMARY KEY("code","session_id")
);
--> statement-breakpoint
CREATE TABLE "experiment_exposures" (
	"session_id" text PRIMARY KEY NOT NULL,
	"experiment" text NOT NULL,
	"shopper_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"variant" text NOT NULL,
	"exposed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"link" text NOT NULL,
	"number" text NOT NULL,
	"session_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"route" text NOT NULL,
	"paid_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"sale" jsonb NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"n" integer NOT NULL,
	"route" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"token_hash" text,
	"reference" text,
	"outcome" text NOT NULL,
	"outcome_detail" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"attempt_id" text,
	"reference" text,
	"outcome" jsonb NOT NULL,
	"state" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_events_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"key" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"session_id" text NOT NULL,
	"order_id" text,
	"merchant_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "return_links" (
	"session_id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "route_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"shopper_id" text,
	"kind" text NOT NULL,
	"route" text,
	"reason" text NOT NULL,
	"capabilities" jsonb NOT NULL,
	"flags" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" text NOT NULL,
	"revision" integer NOT NULL,
	"type" text NOT NULL,
	"attempt_id" text,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_reservations" (
	"session_id" text NOT NULL,
	"product_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stock_reservations_session_id_product_id_pk" PRIMARY KEY("session_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"seller_name" text NOT NULL,
	"offer_id" text,
	"group_id" text,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"brand" text NOT NULL,
	"url" text NOT NULL,
	"image_url" text NOT NULL,
	"additional_image_urls" jsonb NOT NULL,
	"availability" text NOT NULL,
	"currency" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"sale_price_minor" bigint,
	"is_eligible_search" boolean NOT NULL,
	"is_eligible_checkout" boolean NOT NULL,
	"is_digital" boolean NOT NULL,
	"seller_privacy_policy_url" text,
	"seller_terms_url" text,
	"category" text,
	"condition" text NOT NULL,
	"variant" jsonb NOT NULL,
	"stock_on_hand" integer,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entitlement_events" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"entitlement_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entitlement_events_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "entitlements" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"name" text NOT NULL,
	"holder" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"interval" text NOT NULL,
	"status" text NOT NULL,
	"page" text,
	"subscription" text,
	"paid_until" timestamp (3) with time zone,
	"review" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stray_subscriptions" (
	"reference" text PRIMARY KEY NOT NULL,
	"entitlement_id" text NOT NULL,
	"why" text NOT NULL,
	"state" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_attempt_id_payment_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."payment_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "captures_by_session" ON "captures" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "captures_unsettled" ON "captures" USING btree ("recorded_at") WHERE "captures"."use" <> 'order' and "captures"."refunded_minor" < "captures"."amount_minor";--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_sessions_by_link" ON "checkout_sessions" USING btree ("link");--> statement-breakpoint
CREATE INDEX "checkout_sessions_open_payments" ON "checkout_sessions" USING btree ("checked_at") WHERE "checkout_sessions"."status" in ('paying', 'unresolved', 'awaiting_buyer');--> statement-breakpoint
CREATE INDEX "checkout_sessions_due" ON "checkout_sessions" USING btree ("expires_at") WHERE "checkout_sessions"."status" in ('not_ready', 'ready');--> statement-breakpoint
CREATE INDEX "discount_uses_by_session" ON "discount_uses" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_session" ON "orders" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_link" ON "orders" USING btree ("link");--> statement-breakpoint
CREATE INDEX "orders_by_number" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "orders_by_merchant" ON "orders" USING btree ("merchant_id","paid_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_by_session" ON "payment_attempts" USING btree ("session_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_one_open" ON "payment_attempts" USING btree ("session_id") WHERE "payment_attempts"."outcome" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_one_captured" ON "payment_attempts" USING btree ("session_id") WHERE "payment_attempts"."outcome" = 'captured';--> statement-breakpoint
CREATE INDEX "payment_attempts_by_reference" ON "payment_attempts" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "provider_events_parked" ON "provider_events" USING btree ("received_at") WHERE "provider_events"."state" = 'parked';--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("requested_at") WHERE "refunds"."state" in ('requested', 'unknown', 'refused');--> statement-breakpoint
CREATE INDEX "route_decisions_by_session" ON "route_decisions" USING btree ("session_id","decided_at");--> statement-breakpoint
CREATE INDEX "session_steps_by_session" ON "session_steps" USING btree ("session_id","id");--> statement-breakpoint
CREATE INDEX "stock_reservations_by_product" ON "stock_reservations" USING btree ("product_id","expires_at");--> statement-breakpoint
CREATE INDEX "products_by_words" ON "products" USING gin ("words");--> statement-breakpoint
CREATE INDEX "products_by_title" ON "products" USING btree ("title","id");--> statement-breakpoint
CREATE INDEX "products_by_group" ON "products" USING btree ("group_id","merchant_id");--> statement-breakpoint
CREATE INDEX "products_by_merchant" ON "products" USING btree ("merchant_id","seller_name");--> statement-breakpoint
CREATE UNIQUE INDEX "entitlements_one_live" ON "entitlements" USING btree ("merchant_id","plan_id","holder") WHERE "entitlements"."status" <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX "entitlements_by_subscription" ON "entitlements" USING btree ("subscription");--> statement-breakpoint
CREATE INDEX "entitlements_by_holder" ON "entitlements" USING btree ("holder","opened_at");--> statement-breakpoint
CREATE INDEX "entitlements_to_check" ON "entitlements" USING btree ("checked_at") WHERE "entitlements"."status" <> 'ended';--> statement-breakpoint
CREATE INDEX "entitlements_in_review" ON "entitlements" USING btree ("updated_at") WHERE "entitlements"."review" is not null;--> statement-breakpoint
CREATE INDEX "stray_subscriptions_open" ON "stray_subscriptions" USING btree ("recorded_at") WHERE "stray_subscriptions"."state" not in ('done', 'accepted');