import { defineConfig } from "vitest/config";

/** The tiers, told apart by the names of the files (tests/tidy/tiers.test.ts). Playwright runs the fourth, tests/e2e. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/**/*.{store,process}.test.{ts,tsx}"],
          // They open nothing, so nothing of one file reaches the next, and each import is made once per worker.
          isolate: false,
          testTimeout: 5_000,
          hookTimeout: 5_000,
        },
      },
      {
        extends: true,
        test: { name: "store", include: ["tests/**/*.store.test.{ts,tsx}"], testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: ["tests/**/*.process.test.{ts,tsx}"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
