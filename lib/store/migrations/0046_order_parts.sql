CREATE TABLE "order_parts" (
	"order_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"number" text NOT NULL,
	"link" text NOT NULL,
	"paid_minor" bigint NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_parts_order_id_seller_id_pk" PRIMARY KEY("order_id","seller_id")
);
--> statement-breakpoint
ALTER TABLE "order_parts" ADD CONSTRAINT "order_parts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_parts_by_link" ON "order_parts" USING btree ("link");--> statement-breakpoint
CREATE INDEX "order_parts_by_number" ON "order_parts" USING btree ("number");--> statement-breakpoint
CREATE INDEX "order_parts_by_seller" ON "order_parts" USING btree ("seller_id","paid_at","order_id");