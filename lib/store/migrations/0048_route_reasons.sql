-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "route_decisions_by_seller";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "route_decisions_by_seller" ON "route_decisions" USING btree ("seller_id","decided_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "route_decisions_by_time";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "route_decisions_by_time" ON "route_decisions" USING btree ("decided_at");