CREATE TABLE "sellers" (
	"id" text PRIMARY KEY NOT NULL,
	"given" jsonb NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"origin" text NOT NULL,
	"account_id" text,
	"account" jsonb,
	"ready_at" timestamp (3) with time zone,
	"logo" text,
	"logo_key" text,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sellers_by_account" ON "sellers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sellers_by_logo" ON "sellers" USING btree ("logo_key");--> statement-breakpoint
CREATE INDEX "sellers_by_state" ON "sellers" USING btree ("state","id");--> statement-breakpoint
-- Who sells here already goes on doing so, whatever SELLERS_FROM_FEED says of new ones. One look into the index for each.
WITH RECURSIVE "known" ("id") AS (
  (SELECT "seller_id" FROM "products" ORDER BY "seller_id" LIMIT 1)
  UNION ALL
  SELECT (SELECT "seller_id" FROM "products" WHERE "seller_id" > "known"."id" ORDER BY "seller_id" LIMIT 1)
  FROM "known" WHERE "known"."id" IS NOT NULL
)
INSERT INTO "sellers" ("id", "given", "state", "why", "since", "origin", "revision", "created_at", "updated_at")
SELECT "id", '{}', 'active', '', now(), 'feed', 1, now(), now()
FROM "known" WHERE "id" IS NOT NULL
ON CONFLICT DO NOTHING;
