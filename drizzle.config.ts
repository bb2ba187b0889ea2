import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./lib/store/drizzle-schema.ts",
    "./lib/store/drizzle-catalog-schema.ts",
    "./lib/store/drizzle-request-schema.ts",
    "./lib/store/drizzle-entitlement-schema.ts",
    "./lib/store/drizzle-experiment-schema.ts",
  ],
  out: "./lib/store/migrations",
});
