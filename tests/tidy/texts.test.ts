import { describe, expect, it } from "vitest";
import { allPaths, isPaymentAdapter, linesThatMatch, read, rule, sources, sourcesIn, type SourceFile } from "./tree.ts";

const isText = (path: string) => !/\.(png|jpg|jpeg|webp|ico|gz|woff2?)$/.test(path) && !path.startsWith("tests/tidy/");
const found = (files: readonly SourceFile[], pattern: RegExp) =>
  files.flatMap((file) => linesThatMatch(file.path, file.code, pattern));
const lib = sourcesIn("lib");
const ours = sources.filter((file) => !file.path.startsWith("tests/tidy/"));
/** Two drivers that answer alike but are typed apart become one database here; the reason is beside the cast. */
const SEAMS_WITH_A_REASON = ["lib/store/drizzle/pglite.ts", "lib/store/drizzle/postgres.ts"];
/** Chances, not money: what is summed up exactly there is whole until the last division (lib/experiment/statistics/moments.ts). */
const STATISTICS = /^lib\/experiment\//;
/** Light, not money: the formulas of WCAG. */
const COLOURS = "lib/config/brand/colours.ts";
/** The files that may ask the machine for the time; so may the adapters of payment providers. */
const MAY_READ_THE_CLOCK = /^lib\/(config|runtime|operator|flags\/unleash|store\/drizzle)(\/|\.ts$)/;

describe("what the code contains", () => {
  it("no type is forced", () => {
    const forced = found(ours, /\bas unknown as\b|\bas any\b|:\s*any\b|<any>/).filter(
      (line) => !SEAMS_WITH_A_REASON.some((path) => line.startsWith(path)),
    );
    const silenced = ours.flatMap((file) => linesThatMatch(file.path, file.text, /@ts-(ignore|nocheck|expect-error)/));
    const wrong = [...forced, ...silenced];
    expect(
      wrong,
      rule(
        wrong,
        "a forced type hides the mistake that the compiler found.",
        "narrow with a check, or parse at the edge with zod.",
      ),
    ).toEqual([]);
  });

  it("there are no enums and no namespaces", () => {
    const wrong = found(sources, /^\s*(export\s+)?(const\s+)?enum\s|^\s*(export\s+)?namespace\s/);
    expect(
      wrong,
      rule(
        wrong,
        "Node runs our files by leaving the types out; enums would not survive it.",
        "use a union of literals.",
      ),
    ).toEqual([]);
  });

  it("default exports exist only where Next or a tool demands them", () => {
    const demanded = /^app\/.*(page|layout|not-found|error|global-error|loading|icon)\.tsx$|config\.(ts|mjs)$/;
    const wrong = found(
      sources.filter((file) => !demanded.test(file.path)),
      /^\s*export default\b/,
    );
    expect(
      wrong,
      rule(wrong, "a default export has as many names as it has readers.", "export it by its name."),
    ).toEqual([]);
  });

  it("a file re-exports nothing wholesale", () => {
    const wrong = found(sources, /^\s*export \* from/);
    expect(
      wrong,
      rule(
        wrong,
        "a barrel hides where a thing lives and loads everything for one name.",
        "import from the file that defines it.",
      ),
    ).toEqual([]);
  });

  it("lib takes time and chance as arguments", () => {
    const wrong = found(
      lib.filter((file) => !MAY_READ_THE_CLOCK.test(file.path) && !isPaymentAdapter(file.path)),
      /new Date\(\)|Date\.now\(|Math\.random|randomUUID|randomBytes/,
    );
    expect(
      wrong,
      rule(
        wrong,
        "what reads the clock or rolls a die cannot be tested for what it does at a given time.",
        "take `now` or `newId` as an argument; lib/runtime/runtime.ts supplies them.",
      ),
    ).toEqual([]);
    const random = found(sourcesIn("app", "acp", "mcp", "examples", "scripts"), /Math\.random/);
    expect(random, rule(random, "Math.random can be guessed.", "use the runtime's newId, or node:crypto.")).toEqual([]);
  });

  it("money is divided, parsed and multiplied in money.ts only", () => {
    const files = sourcesIn("lib", "acp", "mcp", "app", "widget", "examples").filter(
      (file) => file.path !== "lib/money.ts",
    );
    const wrong = found(
      files,
      /\/\s*100\b|\*\s*100\b|\btoFixed\(|parseFloat\(|amountMinor\s*\/|\.amount\s*\/\s*\d/,
    ).filter((line) => !/progress|percent/i.test(line));
    expect(
      wrong,
      rule(
        wrong,
        "a yen has no cents and a dinar has a thousand fils: a factor of 100 is wrong for both, and floats lose money.",
        "use share, allocate, decimalText or formatMoney of lib/money.ts.",
      ),
    ).toEqual([]);
    const floats = found(
      sourcesIn("lib", "examples").filter(
        (file) => file.path !== "lib/money.ts" && !STATISTICS.test(file.path) && file.path !== COLOURS,
      ),
      /(?<![\w.])\d+\.\d+(?![\w.])/,
    );
    expect(
      floats,
      rule(floats, "rates are whole millionths and money is whole minor units.", "write 88_750 for 8.875 %."),
    ).toEqual([]);
  });

  it("zod is used at the edges only", () => {
    const edges = /^lib\/(wire|config|operator|flags\/unleash)\b|^(app|acp|mcp|tests|widget)\//;
    const wrong = sources
      .filter((file) => !edges.test(file.path) && !isPaymentAdapter(file.path))
      .filter((file) => file.imports.some((one) => one.specifier === "zod"))
      .map((file) => file.path);
    expect(
      wrong,
      rule(
        wrong,
        "inside the edge a value has its type already; parsing it twice means two definitions.",
        "parse in lib/wire, in the config, in a page's action or in the vendor's adapter.",
      ),
    ).toEqual([]);
  });

  it("nothing is left to do later in a comment", () => {
    const wrong = sources
      .filter((file) => isText(file.path))
      .flatMap((file) => linesThatMatch(file.path, file.text, /\b(TODO|FIXME)\b/));
    expect(
      wrong,
      rule(wrong, "a note to oneself is read by nobody and never done.", "do it now, or write an issue."),
    ).toEqual([]);
  });

  it("a comment is at most eight lines long", () => {
    const wrong = sources.flatMap((file) =>
      [...file.text.matchAll(/(?<!\/)\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/[^\n]*\n){9,}/gm)]
        .filter(([comment]) => comment.split("\n").length > 10)
        .map(([comment]) => `${file.path}: ${comment.slice(0, 80)}`),
    );
    expect(
      wrong,
      rule(wrong, "a long reason is a decision.", "write a record in docs/decisions and point to it."),
    ).toEqual([]);
  });

  it("nothing writes to the console", () => {
    const wrong = found(sources, /\bconsole\./);
    expect(
      wrong,
      rule(
        wrong,
        "the server's log is structured and contains no buyer data; a script's output is its answer.",
        "log through the runtime's log; in scripts write to process.stdout.",
      ),
    ).toEqual([]);
  });

  it("no file contains a package registry, machine path or secret", () => {
    const wrong = allPaths
      .filter(isText)
      .flatMap((path) =>
        linesThatMatch(
          path,
          read(path),
          /registry\.(npmjs|yarnpkg)\.|npm\.pkg\.|(?<![\w./-])\/(home|root|work|Users)\/[\w.-]+|\b(sk|rk)_live_\w{8,}|\bwhsec_\w{20,}/,
        ),
      );
    expect(
      wrong,
      rule(
        wrong,
        "the project must install and run anywhere, and secrets that are committed are known.",
        "use a relative path, an environment variable, or the package manager's own setting.",
      ),
    ).toEqual([]);
  });

  it("files are at most 250 lines", () => {
    const sheets = allPaths.filter((path) => path.endsWith(".css")).map((path) => ({ path, text: read(path) }));
    const wrong = [...sources, ...sheets]
      .filter((file) => file.text.split("\n").length > 251)
      .map((file) => `${file.path}: ${file.text.split("\n").length - 1} lines`);
    expect(
      wrong,
      rule(
        wrong,
        "a file that fits on a few screens is read whole.",
        "split it by subject. (Functions: at most 70 lines, checked by oxlint.)",
      ),
    ).toEqual([]);
  });

  it("snake_case names of the wire stay in lib/wire, lib/store and the vendors' files", () => {
    const inner = lib.filter(
      (file) =>
        !/^lib\/(wire|store|config)\b|^lib\/catalog\/feed|^lib\/tax\/[^/]+\//.test(file.path) &&
        !isPaymentAdapter(file.path),
    );
    const wrong = found(inner, /\.[a-z]+_[a-z_]+\b(?!\()/);
    expect(
      wrong,
      rule(
        wrong,
        "when both spellings mix, nobody knows what a name means where.",
        "translate at the edge: lib/wire for messages, lib/store for rows.",
      ),
    ).toEqual([]);
  });
});
