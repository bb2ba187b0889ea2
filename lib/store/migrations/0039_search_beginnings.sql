-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS "search_words_by_beginning";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "search_words_by_beginning" ON "search_words" USING btree ("word" text_pattern_ops);
