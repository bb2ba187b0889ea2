CREATE TABLE "remembered_details" (
	"seller_id" text NOT NULL,
	"shopper_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"remembered_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "remembered_details_shopper_id_seller_id_pk" PRIMARY KEY("shopper_id","seller_id")
);
--> statement-breakpoint
CREATE INDEX "remembered_details_by_use" ON "remembered_details" USING btree ("used_at");