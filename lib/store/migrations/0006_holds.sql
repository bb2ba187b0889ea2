ALTER TABLE "stock_reservations" ALTER COLUMN "expires_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "discount_uses" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stock_reservations" ADD COLUMN "holder" text;--> statement-breakpoint
CREATE INDEX "stock_reservations_by_holder" ON "stock_reservations" USING btree ("holder","expires_at");