-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "audit_entries_of_seller";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "audit_entries_of_seller" ON "audit_entries" USING btree ("subject") WHERE "audit_entries"."action" = 'seller_changed';--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "order_parts_by_time";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "order_parts_by_time" ON "order_parts" USING btree ("paid_at","order_id");
