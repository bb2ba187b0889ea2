CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"cuts" text[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_words_by_cuts" ON "search_words" USING gin ("cuts");
