-- A version that does not know changed_at adds to a parcel without it, and its order is still to be found as changed.
CREATE FUNCTION "shipments_note_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changed_at" := now();
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "shipments_changed" BEFORE UPDATE ON "shipments" FOR EACH ROW
  WHEN (NEW."changed_at" IS NOT DISTINCT FROM OLD."changed_at" AND NEW IS DISTINCT FROM OLD)
  EXECUTE FUNCTION "shipments_note_change"();
