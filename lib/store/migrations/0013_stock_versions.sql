CREATE TABLE "order_stock" (
	"order_id" text NOT NULL,
	"product_id" text NOT NULL,
	"taken" integer NOT NULL,
	"missing" integer NOT NULL,
	"put_back" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "order_stock_order_id_product_id_pk" PRIMARY KEY("order_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "restocks" (
	"key" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"restocked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "feed_stock" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "stock_version" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "price_version" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "availability_version" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "stock_set_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stock_reservations" ADD COLUMN "wanted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "products_oversold" ON "products" USING btree ("id") WHERE "products"."stock_on_hand" < 0;