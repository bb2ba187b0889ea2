-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "products_mixed";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "products_mixed" ON "products" USING btree ((hashtext("id") & 2147483647),"id");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "products_by_title";
