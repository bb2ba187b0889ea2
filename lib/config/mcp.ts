import { HOST_DIALECTS, type HostDialect } from "../wire/host-session.ts";

export type McpConfig = {
  /** How the session for `requestCheckout` is spelled. */
  readonly hostDialect: HostDialect;
};

/** Reads what `/mcp` says. Everything has a default. */
export function readMcp(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): McpConfig {
  const named = text("HOST_DIALECT") ?? "full";
  const hostDialect = HOST_DIALECTS.find((one) => one === named);
  if (hostDialect === undefined) wrong("HOST_DIALECT", `"${named}" is none of ${HOST_DIALECTS.join(", ")}`);
  return { hostDialect: hostDialect ?? "full" };
}
