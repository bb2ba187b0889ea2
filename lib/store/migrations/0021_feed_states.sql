CREATE TABLE "feed_states" (
	"source" text PRIMARY KEY NOT NULL,
	"etag" text,
	"last_modified" text,
	"digest" text,
	"accepted" integer,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"imported_at" timestamp (3) with time zone,
	"trouble" text,
	"troubled_since" timestamp (3) with time zone
);
