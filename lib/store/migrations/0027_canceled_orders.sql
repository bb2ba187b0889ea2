ALTER TABLE "orders" ADD COLUMN "canceled_at" timestamp (3) with time zone;
