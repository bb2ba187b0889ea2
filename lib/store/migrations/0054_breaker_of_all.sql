-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "payment_attempts_instant_at";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "payment_attempts_instant_at" ON "payment_attempts" USING btree ("started_at") WHERE "payment_attempts"."route" = 'instant';