import { HOST_DIALECTS, type HostDialect } from "../wire/host-session.ts";

export type McpConfig = {
  /** How the session for `requestCheckout` is spelled. */
  readonly hostDialect: HostDialect;
  /** `/mcp` also has what the official conformance runner calls. */
  readonly hasMcpFixtures: boolean;
};

/** Reads what `/mcp` says and has. Everything has a default. */
export function readMcp(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): McpConfig {
  const named = text("HOST_DIALECT") ?? "full";
  const hostDialect = HOST_DIALECTS.find((one) => one === named);
  if (hostDialect === undefined) wrong("HOST_DIALECT", `"${named}" is none of ${HOST_DIALECTS.join(", ")}`);
  const fixtures = text("MCP_FIXTURES");
  if (fixtures !== null && fixtures !== "1") wrong("MCP_FIXTURES", `"${fixtures}" is not 1; leave it out to have none`);
  return { hostDialect: hostDialect ?? "full", hasMcpFixtures: fixtures === "1" };
}
