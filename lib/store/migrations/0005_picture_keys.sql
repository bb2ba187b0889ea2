ALTER TABLE "products" ADD COLUMN "picture_key" text;--> statement-breakpoint
UPDATE "products" SET "picture_key" = left(encode(sha256(convert_to("image_url", 'UTF8')), 'hex'), 32);--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "picture_key" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "products_by_picture" ON "products" USING btree ("picture_key");
