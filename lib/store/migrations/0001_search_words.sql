ALTER TABLE "products" ALTER COLUMN "words" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "variant_text";