import type { CallKind } from "#lib/http/limits/call-limits.ts";

/** The parts of the shop that requests are counted by. A closed list: no path becomes a label. */
export const SURFACES = [
  "mcp",
  "acp",
  "orders_api",
  "entitlements",
  "webhooks",
  "checkout",
  "orders",
  "plans",
  "console",
  "policies",
  "sandbox_bank",
  "try",
  "pictures",
  "files",
  "health",
  "start",
  "other",
] as const;
export type Surface = (typeof SURFACES)[number];

const OF_FIRST: Readonly<Record<string, Surface>> = {
  mcp: "mcp",
  acp: "acp",
  checkout: "checkout",
  orders: "orders",
  plans: "plans",
  console: "console",
  policies: "policies",
  "sandbox-bank": "sandbox_bank",
  try: "try",
  pictures: "pictures",
  brand: "pictures",
  _next: "files",
  healthz: "health",
  readyz: "health",
  metrics: "health",
  "": "start",
};
const OF_API: Readonly<Record<string, Surface>> = {
  orders: "orders_api",
  products: "orders_api",
  entitlements: "entitlements",
  webhooks: "webhooks",
};

export function surfaceOf(pathname: string): Surface {
  const [, first = "", second = ""] = pathname.split("/", 3);
  if (first === "api") return OF_API[second] ?? "other";
  return Object.hasOwn(OF_FIRST, first) ? (OF_FIRST[first] ?? "other") : "other";
}

/** Webhooks are a provider's, who sends many at once and is known by its signature; the rest costs nothing. */
const UNLIMITED: ReadonlySet<Surface> = new Set<Surface>(["webhooks", "pictures", "files", "health"]);
/** A call on /mcp is limited by what its tool does as well (mcp/call-kinds.ts). */
const READ_METHODS = ["GET", "HEAD", "OPTIONS"];

/** The last part of the address of a form that begins a payment whatever is in it; `order` does by its button alone. */
const PAYS: ReadonlySet<string> = new Set(["pay", "wallet", "continue", "another-way", "service-page"]);

/**
 * The limit that a request counts for at the front door, by its address and its key; null for those that are not limited.
 * Of a path only its kind counts: the last part of a form's address says whether it pays.
 */
export function requestKind(surface: Surface, method: string, pathname: string): CallKind | null {
  if (UNLIMITED.has(surface)) return null;
  if (surface === "mcp" || READ_METHODS.includes(method)) return "read";
  const parts = pathname.split("/");
  if (surface === "acp") return acpKind(parts);
  return PAYS.has(parts.at(-1) ?? "") || surface === "sandbox_bank" ? "pay" : "change";
}

/** `POST /acp/checkout_sessions` makes one, `…/{id}/complete` pays it. */
function acpKind([, , collection, id, action]: readonly string[]): CallKind {
  if (collection !== "checkout_sessions") return "change";
  if (id === undefined || id === "") return "prepare";
  return action === "complete" ? "pay" : "change";
}

export const OUTCOMES = ["answered", "refused", "limited", "failed", "aborted"] as const;

/** What became of a request, by the status of its answer. */
export function outcomeOf(status: number, isFinished: boolean): (typeof OUTCOMES)[number] {
  if (!isFinished) return "aborted";
  if (status === 429) return "limited";
  if (status >= 500) return "failed";
  return status >= 400 ? "refused" : "answered";
}
