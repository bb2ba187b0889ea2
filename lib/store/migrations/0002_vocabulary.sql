ALTER TABLE "captures" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "checkout_sessions" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "discount_uses" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "experiment_exposures" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "orders" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "payment_attempts" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "refunds" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "route_decisions" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "products" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "entitlements" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "shipments" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "experiment_cells" RENAME COLUMN "handed_over" TO "assigned";--> statement-breakpoint
ALTER TABLE "experiment_shoppers" RENAME COLUMN "handed_over" TO "assigned";--> statement-breakpoint
ALTER TABLE "breaker_steps" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "breaker_trials" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "kill_turns" RENAME COLUMN "merchant_id" TO "seller_id";--> statement-breakpoint
ALTER TABLE "experiment_exposures" RENAME COLUMN "handed_over_at" TO "assigned_at";--> statement-breakpoint
ALTER TABLE "kill_turns" RENAME TO "kill_switch_entries";--> statement-breakpoint
ALTER TABLE "breaker_steps" RENAME TO "breaker_transitions";--> statement-breakpoint
ALTER TABLE "session_steps" RENAME TO "session_events";--> statement-breakpoint
ALTER TABLE "stray_subscriptions" RENAME TO "orphaned_subscriptions";--> statement-breakpoint
ALTER TABLE "breaker_transitions" RENAME CONSTRAINT "breaker_steps_merchant_id_n_pk" TO "breaker_transitions_seller_id_n_pk";--> statement-breakpoint
ALTER TABLE "breaker_trials" RENAME CONSTRAINT "breaker_trials_merchant_id_n_slot_pk" TO "breaker_trials_seller_id_n_slot_pk";--> statement-breakpoint
ALTER INDEX "stray_subscriptions_open" RENAME TO "orphaned_subscriptions_open";--> statement-breakpoint
ALTER INDEX "kill_turns_by_scope" RENAME TO "kill_switch_entries_by_scope";--> statement-breakpoint
ALTER INDEX "session_steps_by_session" RENAME TO "session_events_by_session";--> statement-breakpoint
ALTER INDEX "orders_by_merchant" RENAME TO "orders_by_seller";--> statement-breakpoint
ALTER INDEX "products_by_merchant" RENAME TO "products_by_seller";--> statement-breakpoint
ALTER SEQUENCE "kill_turns_id_seq" RENAME TO "kill_switch_entries_id_seq";--> statement-breakpoint
ALTER SEQUENCE "session_steps_id_seq" RENAME TO "session_events_id_seq";--> statement-breakpoint
UPDATE "payment_attempts" SET "outcome" = 'voided' WHERE "outcome" = 'withdrawn';--> statement-breakpoint
UPDATE "captures" SET "use" = CASE "use" WHEN 'stray' THEN 'orphaned' ELSE 'amount_mismatch' END WHERE "use" IN ('stray', 'review');--> statement-breakpoint
UPDATE "session_events" SET "type" = CASE "type" WHEN 'attempt_withdrawn' THEN 'attempt_voided' WHEN 'capture_stray' THEN 'capture_orphaned' ELSE 'capture_mismatch' END WHERE "type" IN ('attempt_withdrawn', 'capture_stray', 'capture_review');--> statement-breakpoint
UPDATE "provider_events" SET "outcome" = jsonb_set("outcome", '{kind}', '"voided"') WHERE "outcome"->>'kind' = 'withdrawn';
