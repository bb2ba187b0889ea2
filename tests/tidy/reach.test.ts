import { describe, expect, it } from "vitest";
import { rule, sources, sourcesIn } from "./tree.ts";

/** Every file that the entries import, directly or through others. */
function reachedFrom(entry: RegExp): ReadonlySet<string> {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const one of byPath.get(path)?.imports ?? []) if (one.file !== null) visit(one.file);
  };
  [...byPath.keys()].filter((path) => entry.test(path)).forEach(visit);
  return reached;
}

describe("what is used", () => {
  it("every file can be reached from an entry", () => {
    const reached = reachedFrom(
      /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/.+\.(ts|mjs)$|^widget\/main\.tsx$|^tests\/.*\.(test|spec)\.tsx?$|^tests\/.*\/main\.ts$|^tests\/faults\/shop-process\.ts$|^[^/]+\.(ts|mjs)$|^widget\/vite\.config\.ts$/,
    );
    const wrong = sources.map((file) => file.path).filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "code that nothing runs is read, kept and believed for nothing.", "delete it, or use it."),
    ).toEqual([]);
  });

  it("every file of the product is used by the product and not by tests alone", () => {
    const reached = reachedFrom(
      /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/.+\.(ts|mjs)$|^widget\/(main\.tsx|vite\.config\.ts)$|^instrumentation/,
    );
    const wrong = sourcesIn("app", "acp", "lib", "mcp", "widget")
      .map((file) => file.path)
      .filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "a file that only its test uses is not part of the product.", "delete it with its test, or use it."),
    ).toEqual([]);
  });
});
