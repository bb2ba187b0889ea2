import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Reporter } from "vitest/node";
import { oneFailure, type Results } from "./results.ts";

/**
 * A vitest reporter that writes what went wrong outside the tests to a file: a rejection that nobody handled, a worker
 * that died. The JSON report has no place for it, and the run fails all the same.
 */
export function writesOutsideErrors(file: string): Reporter {
  return {
    onTestRunEnd: (_modules, errors) => {
      const texts = errors.map((error) => {
        const test = error["VITEST_TEST_NAME"] ?? error["VITEST_TEST_PATH"];
        const where = typeof test === "string" ? `during "${test}": ` : "";
        return `${where}${(error.stack ?? error.message).slice(0, 1_500)}`;
      });
      writeFileSync(file, JSON.stringify(texts));
    },
  };
}

/** The errors that {@link writesOutsideErrors} wrote, a failure each; none where the run ended before its end. */
export function outsideErrors(file: string): readonly Results[] {
  if (!existsSync(file)) return [];
  const texts: readonly string[] = JSON.parse(readFileSync(file, "utf8"));
  return texts.map((text) => oneFailure(`outside a test: ${text}`));
}
