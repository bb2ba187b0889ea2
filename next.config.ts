import type { NextConfig } from "next";

const config: NextConfig = {
  compress: false,
  poweredByHeader: false,
  serverExternalPackages: ["@electric-sql/pglite", "pg", "drizzle-orm", "unleash-client", "pino"],
  outputFileTracingIncludes: { "/**": ["./build/widget/**", "./lib/store/migrations/**", "./config/**"] },
  turbopack: { root: import.meta.dirname },
};

export default config;
