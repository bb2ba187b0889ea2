-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "orders_refunded_by_seller";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_refunded_by_seller" ON "orders" USING btree ("seller_id","paid_at","id") WHERE "orders"."refunded_minor" > 0;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "orders_refunded_by_time";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_refunded_by_time" ON "orders" USING btree ("paid_at","id") WHERE "orders"."refunded_minor" > 0;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "orders_refunded";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_refunded" ON "orders" USING btree ("id","refunded_minor","paid_minor") WHERE "orders"."refunded_minor" > 0;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "orders_canceled";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_canceled" ON "orders" USING btree ("seller_id","paid_at","id","canceled_at") WHERE "orders"."canceled_at" is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "orders_refund_reported_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_refund_reported_at" ON "orders" USING btree ("refund_told_at") WHERE "orders"."refund_told_at" is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "payment_alerts_changed_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "payment_alerts_changed_at" ON "payment_alerts" USING btree ("changed_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "payment_alerts_opened_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "payment_alerts_opened_at" ON "payment_alerts" USING btree ("opened_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "refunds_requested_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "refunds_requested_at" ON "refunds" USING btree ("requested_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "refunds_settled_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "refunds_settled_at" ON "refunds" USING btree ("settled_at") WHERE "refunds"."settled_at" is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "sellers_by_beginning";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "sellers_by_beginning" ON "sellers" USING btree ("id" text_pattern_ops);--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "sellers_by_name";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "sellers_by_name" ON "sellers" USING gin (to_tsvector('simple', translate(coalesce("given" ->> 'name', '') || ' ' || coalesce("given" ->> 'legalName', ''), '.-_/@&', '      ')));--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "shipments_shipped_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "shipments_shipped_at" ON "shipments" USING btree ("shipped_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "shipments_delivered_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "shipments_delivered_at" ON "shipments" USING btree ("delivered_at") WHERE "shipments"."delivered_at" is not null;
