ALTER TABLE "checkout_sessions" ADD COLUMN "erase_requested_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "experiment_exposures_to_forget" ON "experiment_exposures" USING btree ("assigned_at") WHERE "experiment_exposures"."shopper_id" not like 'forgotten:%';--> statement-breakpoint
CREATE INDEX "checkout_sessions_to_forget" ON "checkout_sessions" USING btree ("updated_at") WHERE "checkout_sessions"."erased_at" is null and "checkout_sessions"."status" in ('canceled', 'expired');--> statement-breakpoint
CREATE INDEX "checkout_sessions_to_erase" ON "checkout_sessions" USING btree ("erase_requested_at") WHERE "checkout_sessions"."erased_at" is null and "checkout_sessions"."erase_requested_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_to_forget" ON "orders" USING btree ("paid_at") WHERE "orders"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "provider_events_to_forget" ON "provider_events" USING btree ("received_at") WHERE "provider_events"."state" = 'applied';--> statement-breakpoint
CREATE INDEX "return_links_to_forget" ON "return_links" USING btree ("stored_at");--> statement-breakpoint
CREATE INDEX "route_decisions_to_forget" ON "route_decisions" USING btree ("decided_at") WHERE "route_decisions"."shopper_id" is not null;