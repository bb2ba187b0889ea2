CREATE TABLE "customer_discounts" (
	"customer" text NOT NULL,
	"code" text NOT NULL,
	"session_id" text NOT NULL,
	"is_first_order" boolean NOT NULL,
	CONSTRAINT "customer_discounts_customer_code_session_id_pk" PRIMARY KEY("customer","code","session_id")
);
--> statement-breakpoint
CREATE TABLE "customer_key" (
	"is_the_one" boolean PRIMARY KEY NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_orders" (
	"customer" text NOT NULL,
	"session_id" text NOT NULL,
	CONSTRAINT "customer_orders_customer_session_id_pk" PRIMARY KEY("customer","session_id")
);
--> statement-breakpoint
CREATE INDEX "customer_discounts_by_session" ON "customer_discounts" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "customer_orders_by_session" ON "customer_orders" USING btree ("session_id");