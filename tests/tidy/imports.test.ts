import { describe, expect, it } from "vitest";
import { allPaths, importsThat, reachedFrom, rule, sources, sourcesIn, topOf } from "./tree.ts";

/** The ladder, left to right (docs/decisions/0001-the-ladder.md). */
const LADDER = [
  "invariant",
  "ids",
  "money",
  "catalog",
  "checkout",
  "orders",
  "routing",
  "experiment",
  "flags",
  "payments",
  "store",
  "purchase",
  "wire",
  "http",
  "config",
  "operator",
  "runtime",
];

/** What each shell may import from the project. */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  app: ["app", "acp", "mcp", "lib"],
  server: ["server", "acp", "mcp", "lib"],
  acp: ["acp", "lib"],
  mcp: ["mcp", "lib"],
  widget: ["widget", "lib"],
  lib: ["lib"],
  scripts: ["scripts", "lib"],
};

/** The rungs whose files do no input or output, so that a browser can run them. */
const BROWSER_SAFE = ["invariant", "ids", "money", "catalog", "checkout", "orders", "routing", "wire"];
/** What the widget reports of its buyer: a list of words, and the only file of its rung that the widget reads. */
const FUNNEL_EVENTS = "lib/experiment/funnel-event.ts";
const PORTS = [
  "lib/payments/provider.ts",
  "lib/payments/failure.ts",
  "lib/flags/flags.ts",
  "lib/store/store.ts",
  "lib/store/request-store.ts",
  "lib/store/jobs.ts",
];

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
        "use ./ or ../ inside the folder, and #lib/, #acp/, #mcp/ or #widget/ from outside it.",
      ),
    ).toEqual([]);
  });

  it("every rung of lib imports only itself and rungs to its left", () => {
    const lib = sourcesIn("lib");
    const strays = lib
      .filter((file) => !LADDER.includes(rungOf(file.path)))
      .map((file) => `${file.path} stands on no rung`);
    const upward = importsThat(
      lib,
      (file, one) => one.file !== null && LADDER.indexOf(rungOf(one.file)) > LADDER.indexOf(rungOf(file.path)),
    );
    const wrong = [...strays, ...upward];
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
        "app, server → acp, mcp, lib; acp, mcp → lib; widget → lib; lib → lib. The product must run without its surfaces.",
        "turn the dependency round: the surface calls a verb, or receives a value.",
      ),
    ).toEqual([]);
  });

  it("only app, server, scripts, tests and instrumentation open the runtime", () => {
    const wrong = importsThat(
      sources,
      (file, one) =>
        one.file?.startsWith("lib/runtime/") === true &&
        !file.path.startsWith("lib/runtime/") &&
        !["app", "server", "scripts", "tests"].includes(topOf(file.path)) &&
        !file.path.startsWith("instrumentation"),
    );
    expect(
      wrong,
      rule(
        wrong,
        "the runtime is the one place that knows every adapter; whoever imports it depends on all of them.",
        "take the verbs as an argument.",
      ),
    ).toEqual([]);
  });

  it("the tools and the protocols receive the storefront and cannot reach an operator's verb", () => {
    const closed = /^lib\/(operator|runtime)\/|^lib\/purchase\/(operator|payment-events|experiment-reports|sweep)\.ts$/;
    const wrong = importsThat(
      sourcesIn("mcp", "acp", "widget"),
      (_, one) => one.file !== null && closed.test(one.file),
    );
    expect(
      wrong,
      rule(
        wrong,
        "what a buyer's surface can name, a caller may one day make it call: a refund, a kill switch, a sweep.",
        "take `Storefront`; what a surface needs and lacks is a verb of the storefront.",
      ),
    ).toEqual([]);
  });

  it("the purchase verbs see ports and never an adapter", () => {
    const outside = (file: string) => /^lib\/(payments|flags|store)\//.test(file) && !PORTS.includes(file);
    const wrong = importsThat(
      sourcesIn("lib").filter((file) => rungOf(file.path) === "purchase"),
      (_, one) => one.file !== null && outside(one.file),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a verb that knows an adapter cannot be tried against another one.",
        `import the port instead: ${PORTS.join(", ")}.`,
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
