ALTER TABLE "provider_accounts" ADD COLUMN "platform" text;
