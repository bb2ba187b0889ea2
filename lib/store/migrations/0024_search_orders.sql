-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "products_by_price";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "products_by_price" ON "products" USING btree ("currency","price_minor","id");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "products_by_sale_price";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "products_by_sale_price" ON "products" USING btree ("currency","sale_price_minor","id") WHERE "products"."sale_price_minor" is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "products_to_index";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "products_to_index" ON "products" USING btree ("id") WHERE not ("products"."words" @@ '''@2'''::tsquery);
