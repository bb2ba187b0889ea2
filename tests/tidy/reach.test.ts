import { describe, expect, it } from "vitest";
import { reachedFrom, rule, sources, sourcesIn } from "./tree.ts";

const pathsLike = (pattern: RegExp) => sources.map((file) => file.path).filter((path) => pattern.test(path));

describe("what is used", () => {
  it("every file can be reached from an entry", () => {
    const reached = reachedFrom(
      pathsLike(
        /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/.+\.(ts|mjs)$|^widget\/((products-)?main\.tsx|preact\/.+\.ts)$|^tests\/.*\.(test|spec)\.tsx?$|^tests\/.*\/main\.ts$|^tests\/(faults\/shop-process|fixtures\/postgres-of-the-run)\.ts$|^[^/]+\.(ts|mjs)$|^widget\/vite\.config\.ts$|^server\/main\.ts$|^bench\/peers\//,
      ),
    );
    const wrong = sources.map((file) => file.path).filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "code that nothing runs is read, kept and believed for nothing.", "delete it, or use it."),
    ).toEqual([]);
  });

  it("every file of the product is used by the product and not by tests alone", () => {
    const reached = reachedFrom(
      pathsLike(
        /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/.+\.(ts|mjs)$|^widget\/(main\.tsx|products-main\.tsx|vite\.config\.ts|preact\/.+\.ts)$|^(instrumentation|proxy\.ts$|server\/main\.ts$)/,
      ),
    );
    const wrong = sourcesIn("app", "acp", "lib", "mcp", "server", "widget")
      .map((file) => file.path)
      .filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "a file that only its test uses is not part of the product.", "delete it with its test, or use it."),
    ).toEqual([]);
  });
});
