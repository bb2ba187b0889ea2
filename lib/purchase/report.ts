/**
 * Something that the operator must read. `message` is a constant sentence; what differs from case to case is a field, so
 * that a log can be searched by it. Never with a token or buyer data.
 */
export type Report = {
  readonly level: "error" | "warn";
  readonly message: string;
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly error?: unknown;
};
