ALTER TABLE "payment_attempts" ADD COLUMN "unanswered_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "payment_attempts" SET "unanswered_at" = (
  SELECT min("at") FROM "session_events"
  WHERE "session_events"."session_id" = "payment_attempts"."session_id" AND "attempt_id" = "payment_attempts"."id"
    AND "type" = 'payment_unresolved' AND "note" = 'no_answer'
);
