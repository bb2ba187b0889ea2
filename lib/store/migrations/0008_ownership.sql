ALTER TABLE "checkout_sessions" ADD COLUMN "surface" text;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "api_key_digest" text;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "widget_digest" text;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "browser_digest" text;