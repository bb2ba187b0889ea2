import type { NextConfig } from "next";

/** Pages only: matching headers costs, and /mcp and the webhooks are read by no browser (lib/wire has their own). */
const CHECKOUT = ["/checkout/:link", "/checkout/:link/done"];
const PAGES = [
  "/",
  "/try",
  "/try/mail",
  "/try/mail/:name",
  "/orders/:path*",
  "/policies/:path*",
  "/sandbox-bank/challenge/:path*",
  "/sandbox-bank/ledger/:path*",
  "/console/:path*",
];
/** Their forms lead to the payment service, whose address is known only when the server runs: the page itself says it. */
const PAYING = [...CHECKOUT, "/plans/:path*", "/sandbox-bank/:reference"];
/** Shows the payment service's form as well. */
const PAYMENT_FORM = "/checkout/:link/pay";

const EVERY_PAGE = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
const OWN_ONLY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
];

const headersWith = (policy: readonly string[]) => [
  { key: "x-content-type-options", value: "nosniff" },
  // An address here is a key, so no other host learns it. "no-referrer" would make browsers send "Origin: null" with
  // plain forms, which the check against forged forms has to refuse.
  { key: "referrer-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "cross-origin-opener-policy", value: "same-origin-allow-popups" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "content-security-policy", value: policy.join("; ") },
];

const SHARED = [
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-robots-tag", value: "noindex, nofollow" },
];

const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: [
    "@electric-sql/pglite",
    "pg",
    "drizzle-orm",
    "unleash-client",
    "pino",
    "prom-client",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace",
    "pg-boss",
    "nodemailer",
  ],
  outputFileTracingIncludes: { "/**": ["./build/widget/**", "./lib/store/migrations/**", "./config/**"] },
  turbopack: { root: import.meta.dirname },
  // Only what is served: a mistake in a test must not keep the shop from starting. `npm run check` looks at everything.
  typescript: { tsconfigPath: "tsconfig.app.json" },
  headers: async () =>
    process.env.NODE_ENV === "development"
      ? []
      : [
          ...PAGES.map((source) => ({
            source,
            headers: headersWith([...OWN_ONLY, ...EVERY_PAGE, "form-action 'self'"]),
          })),
          // Without a form, and its address is all that opens it.
          { source: "/console/reports/:path*", headers: SHARED },
          ...PAYING.map((source) => ({ source, headers: headersWith([...OWN_ONLY, ...EVERY_PAGE]) })),
          { source: PAYMENT_FORM, headers: headersWith(EVERY_PAGE) },
        ],
};

export default config;
