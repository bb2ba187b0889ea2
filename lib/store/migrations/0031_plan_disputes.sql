ALTER TABLE "payment_alerts" ADD COLUMN "entitlement_id" text;
