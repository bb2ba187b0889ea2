import { existsSync, readFileSync } from "node:fs";

export type Results = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  /** Those that failed once and passed when they were repeated; they count as passed. */
  readonly repeated: readonly string[];
};

const none: Results = { passed: 0, failed: 0, skipped: 0, failures: [], repeated: [] };
export const oneFailure = (what: string): Results => ({ ...none, failed: 1, failures: [what] });
export const onePass: Results = { ...none, passed: 1 };

export function sumOf(all: readonly Results[]): Results {
  const total = (name: "passed" | "failed" | "skipped") => all.reduce((sum, one) => sum + one[name], 0);
  return {
    passed: total("passed"),
    failed: total("failed"),
    skipped: total("skipped"),
    failures: all.flatMap((one) => one.failures),
    repeated: all.flatMap((one) => one.repeated),
  };
}

/** Nothing run, or nothing that could be read, is a failure and not a success. */
function readJson<Shape>(file: string, runner: string, count: (json: Shape) => Results): Results {
  if (!existsSync(file)) return oneFailure(`${runner} wrote no results`);
  try {
    const results = count(JSON.parse(readFileSync(file, "utf8")) as Shape);
    return results.passed + results.failed === 0 ? oneFailure(`${runner} ran no test`) : results;
  } catch (error) {
    return oneFailure(`${runner}'s results cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type VitestFile = {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
};

/** Counts a vitest JSON report. A file that failed before its first test counts as one failure. */
export function vitestResults(file: string): Results {
  return readJson<{ readonly testResults: readonly VitestFile[] }>(file, "vitest", ({ testResults }) =>
    sumOf(
      testResults.map((one): Results => {
        const failed = one.assertionResults.filter((test) => test.status === "failed");
        const passed = one.assertionResults.filter((test) => test.status === "passed").length;
        if (one.status === "failed" && failed.length === 0) return { ...oneFailure(one.name), passed };
        return {
          ...none,
          passed,
          failed: failed.length,
          skipped: one.assertionResults.length - passed - failed.length,
          failures: failed.map((test) => test.fullName),
        };
      }),
    ),
  );
}

type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string; readonly projectName: string }[];
  }[];
};

/**
 * Counts a Playwright JSON report. A test that passed only when it was repeated, which happens in CI alone, is named. An error
 * outside a test (no server, a spec that does not load) counts as one failure.
 */
export function playwrightResults(file: string): Results {
  return readJson<{
    readonly suites: readonly PlaywrightSuite[];
    readonly errors: readonly { readonly message?: string }[];
  }>(file, "Playwright", ({ suites, errors }) =>
    sumOf([
      ...suites.map(suiteResults),
      ...errors.map((error) => oneFailure(`outside a test: ${error.message?.slice(0, 300) ?? "unknown error"}`)),
    ]),
  );
}

function suiteResults(suite: PlaywrightSuite): Results {
  const tests = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test): Results => {
      const name = `${spec.title} (${test.projectName})`;
      if (test.status === "skipped") return { ...none, skipped: 1 };
      if (test.status === "flaky") return { ...onePass, repeated: [name] };
      return test.status === "expected" ? onePass : oneFailure(name);
    }),
  );
  return sumOf([...tests, ...(suite.suites ?? []).map(suiteResults)]);
}
