CREATE TABLE "seller_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"digest" text NOT NULL,
	"actions" text[] NOT NULL,
	"why" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text,
	"last_used_on" date,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "seller_keys_by_seller" ON "seller_keys" USING btree ("seller_id","created_at");