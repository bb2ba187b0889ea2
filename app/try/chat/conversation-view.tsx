import { Fragment, useEffect, useRef, type ReactNode } from "react";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { answerParts } from "./answer-parts.ts";
import type { ChatLink, Entry, WidgetEntry } from "./conversation.ts";
import { ProductCards } from "./product-cards.tsx";

type ViewProps = {
  readonly entries: readonly Entry[];
  readonly isBusy: boolean;
  readonly onBuy: (product: ProductView) => void;
  /** A link in the assistant's words was followed. */
  readonly onLeave: () => void;
  readonly widget: (entry: WidgetEntry) => ReactNode;
};

/** The widget learns of an order when the conversation does, and needs a moment to take its new height. */
const WIDGET_SETTLES_MS = 600;

/** A behavior that a script names ignores what the style sheet says of reduced motion. */
const motion = (): ScrollBehavior => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

/** The conversation, oldest first. What is new is read out, and the buyer's newest words are brought to the top. */
export function ConversationView({ entries, ...view }: ViewProps) {
  const newest = useRef<HTMLElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const turns = turnsOf(entries);
  const last = turns.at(-1);
  const lastSaid = last?.[0]?.kind === "user" ? last[0].id : null;
  useEffect(() => {
    if (lastSaid !== null) newest.current?.scrollIntoView({ block: "start", behavior: motion() });
  }, [lastSaid]);
  const orders = entries.filter((entry) => entry.kind === "assistant" && entry.isOrder).length;
  useEffect(() => {
    if (orders === 0) return;
    const show = () => end.current?.scrollIntoView({ block: "nearest", behavior: motion() });
    const timer = setTimeout(show, WIDGET_SETTLES_MS);
    return () => clearTimeout(timer);
  }, [orders]);
  return (
    <div role="log" aria-label="Conversation" className="flex flex-col gap-4">
      {turns.map((turn) => (
        <section
          key={turn[0]?.id}
          ref={turn === last ? newest : null}
          // Room below, or the newest words could not move to the top before their answer is there.
          className={`flex scroll-mt-20 flex-col gap-4 ${turn[0]?.id === lastSaid ? "min-h-[calc(100dvh-14rem)]" : ""}`}
        >
          {turn.map((entry) =>
            entry.kind === "widget" ? (
              <Fragment key={entry.id}>{view.widget(entry)}</Fragment>
            ) : (
              <EntryView key={entry.id} entry={entry} {...view} />
            ),
          )}
          {turn === last ? <div ref={end} className="scroll-mb-36" /> : null}
        </section>
      ))}
    </div>
  );
}

/** The buyer's messages, each with everything that followed from it. */
function turnsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const turns: Entry[][] = [];
  for (const entry of entries) {
    const turn = turns.at(-1);
    if (turn === undefined || entry.kind === "user") turns.push([entry]);
    else turn.push(entry);
  }
  return turns;
}

type EntryProps = Omit<ViewProps, "entries" | "widget"> & { readonly entry: Exclude<Entry, WidgetEntry> };

function EntryView({ entry, isBusy, onBuy, onLeave }: EntryProps) {
  switch (entry.kind) {
    case "user":
      return (
        <div className="flex justify-end">
          <p dir="auto" className="max-w-[85%] rounded-sheet bg-sunken px-4 py-2.5 wrap-anywhere">
            <span className="visually-hidden">You: </span>
            {entry.text}
          </p>
        </div>
      );
    case "assistant":
      return (
        <div className="flex flex-col items-start gap-2">
          <Answer text={entry.text} onLeave={onLeave} />
          <Links links={entry.links} onLeave={onLeave} />
        </div>
      );
    case "failure":
      return (
        <p role="alert" className="rounded-control bg-danger-soft px-4 py-3 text-danger">
          {entry.text}
        </p>
      );
    case "tool":
      return <ToolChip name={entry.name} state={entry.state} />;
    case "products":
      return <ProductCards products={entry.products} isBusy={isBusy} onBuy={onBuy} />;
  }
}

function Answer({ text, onLeave }: { readonly text: string; readonly onLeave: () => void }) {
  return (
    <div dir="auto" className="whitespace-pre-line wrap-anywhere">
      {answerParts(text).map((part, index) =>
        part.kind === "list" ? (
          // The parts of a text do not move.
          <ul key={index} className="list-disc ps-5">
            {part.items.map((item) => (
              <li key={item}>
                <LinkedText text={item} onLeave={onLeave} />
              </li>
            ))}
          </ul>
        ) : (
          <LinkedText key={index} text={part.text} onLeave={onLeave} />
        ),
      )}
    </div>
  );
}

const TOOL_WORDS = { running: "Calling", done: "Called", failed: "Had no success with" } as const;

function ToolChip({ name, state }: { readonly name: string; readonly state: keyof typeof TOOL_WORDS }) {
  const colour = state === "failed" ? "bg-danger" : state === "done" ? "bg-positive" : "busy-dot bg-muted";
  return (
    <p className="inline-flex max-w-full items-center self-start gap-2 rounded-full border border-line px-3 py-1 text-caption text-muted">
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${colour}`} />
      <span className="truncate">
        {TOOL_WORDS[state]} <code className="font-mono">{name}</code>
      </span>
    </p>
  );
}

function Links({ links, onLeave }: { readonly links: readonly ChatLink[]; readonly onLeave: () => void }) {
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1">
      {links.map((link) => (
        <a key={link.href} className="link py-1" href={link.href} target="_blank" rel="noopener" onClick={onLeave}>
          {link.label}
        </a>
      ))}
    </p>
  );
}

/** The tool's words with every address in them as a link. */
function LinkedText({ text, onLeave }: { readonly text: string; readonly onLeave: () => void }) {
  return text.split(/(https?:\/\/[^\s]+[^\s.,;:)])/).map((part, index) =>
    index % 2 === 0 ? (
      // The parts of a text do not move.
      <Fragment key={`${index} ${part}`}>{part}</Fragment>
    ) : (
      <a key={`${index} ${part}`} className="link" href={part} target="_blank" rel="noopener" onClick={onLeave}>
        {part}
      </a>
    ),
  );
}
