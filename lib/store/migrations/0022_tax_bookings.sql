CREATE TABLE "tax_bookings" (
	"reference" text PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"kind" text NOT NULL,
	"sale_reference" text NOT NULL,
	"order_id" text NOT NULL,
	"subject" text,
	"shape" jsonb,
	"state" text NOT NULL,
	"service_id" text,
	"lines" jsonb NOT NULL,
	"why" text,
	"tries" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "tax_bookings_by_sale" ON "tax_bookings" USING btree ("sale_reference","created_at");--> statement-breakpoint
CREATE INDEX "tax_bookings_due" ON "tax_bookings" USING btree ("due_at") WHERE "tax_bookings"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "tax_bookings_refused" ON "tax_bookings" USING btree ("settled_at") WHERE "tax_bookings"."state" = 'refused';