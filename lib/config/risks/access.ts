import { found, isLive, isPublic, isSafeAddress, type Risk, type RiskFacts } from "./risk.ts";

/** Who may open what, and where buyers may be led. */
export function accessRisks(facts: RiskFacts): readonly Risk[] {
  const { config } = facts;
  const wide = config.returnHosts.filter((host) => /^\*\.[^.]+$/.test(host));
  const shop = new URL(config.publicUrl).hostname;
  const foreign = config.mcpAllowedOrigins.filter((origin) => !isSafeAddress(origin));
  const isOpen = config.developerPages === "everyone" && config.payment.mode === "test";
  return found([
    [
      isOpen && isPublic(facts),
      "dangerous",
      "DEVELOPER_PAGES",
      "everyone may open /try, the sandbox bank's ledger, and a console without a key",
      "the ledger names every checkout, and the console shows what you sell",
    ],
    [
      isOpen && !isPublic(facts),
      "advice",
      "DEVELOPER_PAGES",
      "whoever reaches this machine may open /try, the sandbox bank's ledger, and a console without a key",
      "the server listens on every network interface",
    ],
    [
      config.developerPages === "loopback" && isPublic(facts) && !isLive(facts),
      "advice",
      "DEVELOPER_PAGES",
      "pages for developers are shown on this machine",
      "a proxy here that passes on neither Host nor X-Forwarded-For looks like this machine; set it to off if yours does",
    ],
    [
      config.mcpOwnership === "report_only",
      isPublic(facts) ? "dangerous" : "warning",
      "MCP_OWNERSHIP",
      "whoever names a checkout on /mcp may read, change and cancel it, whichever shopper they are",
      "it is for a host that names its callers otherwise than documented; set it to enforce as soon as that is understood",
    ],
    [
      config.limits.calls === null && isPublic(facts),
      "warning",
      "LIMITS",
      "calls are not limited, nor how often codes and cards are tried",
      "one caller can take what others need, guess discount codes and test stolen cards",
    ],
    [
      wide.length > 0,
      "dangerous",
      "RETURN_HOSTS",
      `"Back to ChatGPT" may lead to every host of ${wide.join(", ")}`,
      "whoever has a checkout's link can send its buyer to a page of their own",
    ],
    [
      isPublic(facts) && !config.allowedHosts.includes(shop),
      "warning",
      "ALLOWED_HOSTS",
      `${shop}, the host of PUBLIC_URL, is not in the list`,
      "/mcp refuses ChatGPT's calls",
    ],
    [
      foreign.length > 0,
      "warning",
      "MCP_ALLOWED_ORIGINS",
      `${foreign.join(", ")} may call /mcp without https`,
      "whoever is between that page and its reader can call it too",
    ],
  ]);
}
