-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "captures_by_time";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "captures_by_time" ON "captures" USING btree ("recorded_at","seller_id");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "transfer_reversals_open_of_seller";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "transfer_reversals_open_of_seller" ON "transfer_reversals" USING btree ("seller_id","created_at") WHERE "transfer_reversals"."state" in ('due', 'unknown', 'refused', 'owed') and "transfer_reversals"."resolved_at" is null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "transfers_open_of_seller";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "transfers_open_of_seller" ON "transfers" USING btree ("seller_id","created_at") WHERE "transfers"."state" in ('due', 'unknown', 'refused') and "transfers"."resolved_at" is null;
