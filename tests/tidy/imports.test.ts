import { describe, expect, it } from "vitest";
import { allPaths, importsThat, reachedFrom, rule, sources, sourcesIn, topOf } from "./tree.ts";

/** The ladder, left to right (docs/decisions/0001-the-ladder.md). */
const LADDER = [
  "invariant",
  "ids",
  "currencies",
  "formats",
  "money",
  "plain-text",
  "canonical-json",
  "timing-safe-equal",
  "kept-answers",
  "observe",
  "outbound",
  "sellers",
  "catalog",
  "pictures",
  "checkout",
  "orders",
  "routing",
  "experiment",
  "flags",
  "payments",
  "tax",
  "completion",
  "store",
  "purchase",
  "wire",
  "mail",
  "http",
  "config",
  "operator",
  "runtime",
];

/** What each shell may import from the project. */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  // A refusal is one page, whether the front door or a route file of the app says it.
  app: ["app", "server", "acp", "mcp", "lib"],
  // The front door answers with the route files that Next mounts elsewhere.
  server: ["server", "app", "acp", "mcp", "lib"],
  acp: ["acp", "lib"],
  mcp: ["mcp", "lib"],
  widget: ["widget", "lib"],
  examples: ["examples", "lib"],
  lib: ["lib"],
  // The submission pack reads the tools and the reasons for their hints where they are defined.
  scripts: ["scripts", "mcp", "lib"],
};

/** The rungs whose files do no input or output, so that a browser can run them. */
const BROWSER_SAFE = [
  "invariant",
  "formats",
  "ids",
  "currencies",
  "money",
  "sellers",
  "catalog",
  "checkout",
  "orders",
  "routing",
  "wire",
];
/** What the widget reports of its buyer: a list of words, and the only file of its rung that the widget reads. */
const FUNNEL_EVENTS = "lib/experiment/funnel-event.ts";

function rungOf(path: string): string {
  const name = path.slice("lib/".length).split("/")[0] ?? "";
  return name.replace(/\.ts$/, "");
}

describe("the shape of the project", () => {
  it("every import of a project file ends in .ts or .tsx and leads to a file", () => {
    const wrong = importsThat(
      sources,
      (_, one) => one.file !== null && !(/\.(ts|tsx|mjs|css|json)$/.test(one.specifier) && allPaths.includes(one.file)),
    );
    expect(
      wrong,
      rule(
        wrong,
        "Next, vitest, vite, Playwright and bare Node agree on one way to write an import only.",
        "write the ending; relative inside a top-level folder, #lib/… from outside lib.",
      ),
    ).toEqual([]);
  });

  it("imports are relative inside a top-level folder and by # from outside", () => {
    const wrong = importsThat(
      sources,
      (file, one) =>
        one.file !== null &&
        (one.specifier.startsWith("#")
          ? topOf(one.file) === topOf(file.path)
          : topOf(one.file) !== topOf(file.path) && topOf(file.path) !== ""),
    );
    expect(
      wrong,
      rule(
        wrong,
        "one way to write an import makes every import easy to find.",
        "use ./ or ../ inside the folder, and #lib/, #acp/, #mcp/, #widget/, #examples/, #server/ or #scripts/ from outside it.",
      ),
    ).toEqual([]);
  });

  it("every rung of lib imports only itself and rungs to its left", () => {
    const lib = sourcesIn("lib");
    const outside = lib
      .filter((file) => !LADDER.includes(rungOf(file.path)))
      .map((file) => `${file.path} is on no rung`);
    const upward = importsThat(
      lib,
      (file, one) => one.file !== null && LADDER.indexOf(rungOf(one.file)) > LADDER.indexOf(rungOf(file.path)),
    );
    const wrong = [...outside, ...upward];
    expect(
      wrong,
      rule(
        wrong,
        `a total order makes cycles impossible: ${LADDER.join(" → ")}.`,
        "move the code to the rung it belongs to, or pass what is needed as an argument. A new rung needs a decision record.",
      ),
    ).toEqual([]);
  });

  it("no file imports itself, not through others and not for a type", () => {
    const wrong = importsThat(sources, (file, one) => one.file !== null && reachedFrom([one.file]).has(file.path));
    expect(
      wrong,
      rule(
        wrong,
        "files in a circle are one file: none can be read, tested or moved without the others.",
        "move what both need into a file of its own, or pass the value as an argument.",
      ),
    ).toEqual([]);
  });

  it("the shells point inward and nothing imports a shell from outside", () => {
    const wrong = importsThat(
      sources,
      (file, one) => one.file !== null && SHELLS[topOf(file.path)]?.includes(topOf(one.file)) === false,
    );
    expect(
      wrong,
      rule(
        wrong,
        "app ↔ server → acp, mcp, lib; acp, mcp → lib; widget → lib; examples → lib; lib → lib. The product must run without its surfaces.",
        "turn the dependency round: the surface calls a verb, or receives a value.",
      ),
    ).toEqual([]);
  });

  it("nothing but tests imports an example", () => {
    const wrong = importsThat(
      sources,
      (file, one) =>
        one.file !== null && topOf(one.file) === "examples" && !["examples", "tests"].includes(topOf(file.path)),
    );
    expect(
      wrong,
      rule(
        wrong,
        "an example is read and copied; a product that imports it must keep its promises for ever.",
        "copy the example to its place in lib, with a name of its own.",
      ),
    ).toEqual([]);
  });

  it("the product imports no test, and names neither the conformance runner nor its fixtures", () => {
    const product = sources.filter((file) => topOf(file.path) !== "tests" && !/^[^/]*\.config\.ts$/.test(file.path));
    const wrong = [
      ...importsThat(product, (_, one) => one.file !== null && topOf(one.file) === "tests"),
      ...product.filter((file) => /conformance|mcp.?fixture/i.test(file.text)).map((file) => file.path),
    ];
    expect(
      wrong,
      rule(
        wrong,
        "what only a test needs is one more thing that a running shop could be made to do.",
        "serve it from the test: tests/fixtures/mcp puts the fixtures around the shop's own server.",
      ),
    ).toEqual([]);
  });

  it("the widget imports only what runs in a browser", () => {
    const wrong = importsThat(
      sourcesIn("widget"),
      (_, one) =>
        (one.file !== null &&
          topOf(one.file) === "lib" &&
          !BROWSER_SAFE.includes(rungOf(one.file)) &&
          one.file !== FUNNEL_EVENTS) ||
        one.specifier.startsWith("node:"),
    ).filter((line) => !line.startsWith("widget/vite.config.ts"));
    expect(
      wrong,
      rule(
        wrong,
        "the widget is one HTML file inside the host's frame.",
        `use ${BROWSER_SAFE.join(", ")} of lib only.`,
      ),
    ).toEqual([]);
  });
});
