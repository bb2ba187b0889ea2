import { redacted } from "./redact.ts";

export type Side = "widget" | "host" | "shop";
export type LogEntry = {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly loggedAt: number;
  readonly from: Side;
  readonly to: Side;
  /** The method or function, and what it is about: "tools/call get_order_status". */
  readonly name: string;
  /** MCP between host and shop with its revision, once both have agreed on one. */
  readonly via: "MCP" | `MCP ${string}` | "MCP Apps" | "window.openai" | "payment sheet";
  readonly level: "message" | "warning";
  /** Redacted already; what comes in here is shown and copied. */
  readonly body: unknown;
};
export type NewLogEntry = Omit<LogEntry, "id" | "loggedAt">;
export type RecordMessage = (entry: NewLogEntry) => void;

const MAX_ENTRIES = 400;

export type LogAction =
  { readonly type: "recorded"; readonly entry: NewLogEntry; readonly now: number } | { readonly type: "cleared" };

/** Adds to the log what crosses a bridge, redacted, and forgets the oldest when it is full. */
export function logReducer(log: readonly LogEntry[], action: LogAction): readonly LogEntry[] {
  if (action.type === "cleared") return [];
  const entry = {
    ...action.entry,
    id: (log.at(-1)?.id ?? 0) + 1,
    loggedAt: action.now,
    body: redacted(action.entry.body),
  };
  return [...log, entry].slice(-MAX_ENTRIES);
}

export type LogFilter = { readonly text: string; readonly side: Side | "all" };

/** The entries that a filter leaves: those of one side, with a word in their name or body. */
export function filteredLog(log: readonly LogEntry[], { text, side }: LogFilter): readonly LogEntry[] {
  const word = text.trim().toLowerCase();
  return log.filter(
    (entry) =>
      (side === "all" || entry.from === side || entry.to === side) &&
      (word === "" || `${entry.name} ${entry.via} ${JSON.stringify(entry.body) ?? ""}`.toLowerCase().includes(word)),
  );
}

/** Names the messages of one JSON-RPC channel: an answer bears the name of what it answers. */
export function jsonRpcNames(): (message: object) => string {
  const asked = new Map<unknown, string>();
  return (message) => {
    const id = "id" in message ? message.id : undefined;
    if ("method" in message && typeof message.method === "string") {
      const name = `${message.method}${subjectOf("params" in message ? message.params : undefined)}`;
      if (id !== undefined) asked.set(id, name);
      return name;
    }
    const name = asked.get(id) ?? "unknown";
    asked.delete(id);
    return "error" in message ? `error: ${name}` : `answer: ${name}`;
  };
}

function subjectOf(params: unknown): string {
  if (typeof params !== "object" || params === null) return "";
  if ("name" in params && typeof params.name === "string") return ` ${params.name}`;
  return "uri" in params && typeof params.uri === "string" ? ` ${params.uri}` : "";
}
