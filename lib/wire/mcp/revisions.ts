/**
 * The revisions of MCP in their two eras. In the older one a client says who it is once, with `initialize`; since
 * 2026-07-28 every request does. https://modelcontextprotocol.io/specification/versioning
 */
export type McpEra = "legacy" | "modern";

export const MODERN_REVISION = "2026-07-28";
export const LATEST_LEGACY_REVISION = "2025-11-25";
export const LEGACY_REVISIONS: readonly string[] = [
  LATEST_LEGACY_REVISION,
  "2025-06-18",
  "2025-03-26",
  "2024-11-05",
  "2024-10-07",
];

/** Revisions are dates, so they compare as text. */
export const isModernRevision = (revision: string): boolean => revision >= MODERN_REVISION;
