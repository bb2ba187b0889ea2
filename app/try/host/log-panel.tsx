import { useState } from "react";
import { filteredLog, type LogEntry, type LogFilter } from "./message-log.ts";

type LogProps = { readonly log: readonly LogEntry[]; readonly onClear: () => void };

const SIDES: readonly (readonly [LogFilter["side"], string])[] = [
  ["all", "Everything"],
  ["widget", "The widget"],
  ["shop", "The shop (/mcp)"],
];

/** Every message that crossed a bridge, newest first. Payment tokens and the buyer's data are hidden in it. */
export function LogPanel({ log, onClear }: LogProps) {
  const [filter, setFilter] = useState<LogFilter>({ text: "", side: "all" });
  const [copied, setCopied] = useState<string | null>(null);
  const shown = filteredLog(log, filter);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(shown, null, 2));
      setCopied(`${shown.length} messages copied.`);
    } catch {
      // Outside a secure context there is no clipboard, and the browser may refuse it inside one.
      setCopied("The browser did not allow copying.");
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-caption text-muted">
        What the widget, this host and the shop say to each other. Tokens and the buyer’s data are hidden.
      </p>
      <div className="flex flex-col gap-2">
        <input
          type="search"
          className="input min-h-11 placeholder:text-muted"
          aria-label="Filter the messages by a word"
          placeholder="Filter by a word"
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <select
          className="input min-h-11"
          aria-label="Whose messages"
          value={filter.side}
          onChange={(event) =>
            setFilter({ ...filter, side: SIDES.find(([side]) => side === event.target.value)?.[0] ?? "all" })
          }
        >
          {SIDES.map(([side, words]) => (
            <option key={side} value={side}>
              {words}
            </option>
          ))}
        </select>
        <div className="flex gap-2">
          <button
            type="button"
            className="button button-quiet min-h-10 grow py-1 text-caption"
            onClick={() => void copy()}
          >
            Copy as JSON
          </button>
          <button type="button" className="button button-quiet min-h-10 grow py-1 text-caption" onClick={onClear}>
            Clear
          </button>
        </div>
        <output className="text-caption text-muted empty:hidden">{copied}</output>
      </div>
      {shown.length === 0 ? (
        <p className="text-muted">{log.length === 0 ? "Nothing yet." : "No message matches."}</p>
      ) : (
        <ol className="flex flex-col gap-1.5">
          {shown.toReversed().map((entry) => (
            <LogRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </div>
  );
}

function LogRow({ entry }: { readonly entry: LogEntry }) {
  const [isOpen, setOpen] = useState(false);
  const isWarning = entry.level === "warning";
  return (
    <li className={`rounded-control border ${isWarning ? "border-warning bg-warning-soft" : "border-line"}`}>
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex w-full flex-col items-start gap-0.5 rounded-control px-3 py-2 text-start text-caption"
        onClick={() => setOpen(!isOpen)}
      >
        <span className={`font-mono wrap-anywhere ${isWarning ? "text-warning" : ""}`}>{entry.name}</span>
        <span className={isWarning ? "text-warning" : "text-muted"}>
          {entry.from} → {entry.to} · {entry.via} · {timeText(entry.loggedAt)}
        </span>
      </button>
      {isOpen ? (
        <pre className="border-t border-line px-3 py-2 font-mono text-caption whitespace-pre-wrap wrap-anywhere">
          {JSON.stringify(entry.body, null, 2)}
        </pre>
      ) : null}
    </li>
  );
}

/** "14:03:07.250", as the buyer's clock has it. */
const timeText = (index: number): string => {
  const time = new Date(index);
  const digits = (value: number, length: number) => String(value).padStart(length, "0");
  return `${digits(time.getHours(), 2)}:${digits(time.getMinutes(), 2)}:${digits(time.getSeconds(), 2)}.${digits(time.getMilliseconds(), 3)}`;
};
