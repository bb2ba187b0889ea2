import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/store/drizzle/schema/**/*.ts",
  out: "./lib/store/migrations",
});
