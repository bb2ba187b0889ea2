-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "sellers_with_file_accounts";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "sellers_with_file_accounts" ON "sellers" USING btree ("id") WHERE "account_id" is not null and "account_id" is distinct from ("given" ->> 'account');