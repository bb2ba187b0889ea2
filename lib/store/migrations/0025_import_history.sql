CREATE TABLE "catalog_import_rows" (
	"import_id" integer NOT NULL,
	"product_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "catalog_import_rows_import_id_product_id_pk" PRIMARY KEY("import_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog_imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cause" text NOT NULL,
	"source" text NOT NULL,
	"feed" text,
	"digest" text,
	"rolls_back" integer,
	"rolled_back_by" integer,
	"sellers" jsonb NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"withdrawn" integer NOT NULL,
	"accepted" integer NOT NULL,
	"rejected" integer NOT NULL,
	"failure" text,
	"is_pruned" boolean NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "catalog_imports_by_feed" ON "catalog_imports" USING btree ("feed","digest");