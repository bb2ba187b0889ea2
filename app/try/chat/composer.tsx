import { useState, type FormEvent } from "react";

type ComposerProps = { readonly isBusy: boolean; readonly onSearch: (text: string) => void };

const SUGGESTIONS = ["mug", "jacket", "lantern", "blanket"];
const LONGEST = 200;

/** Where a chat has its box for words; here they go to the shop's search, word for word. */
export function Composer({ isBusy, onSearch }: ComposerProps) {
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === "" || isBusy) return;
    setText("");
    onSearch(words);
  };
  return (
    <search className="sticky bottom-0 mt-auto flex flex-col gap-2 bg-canvas pt-2 pb-4">
      <fieldset className="flex flex-wrap gap-2" aria-label="Suggestions">
        {SUGGESTIONS.map((suggestion) => (
          <button
            key={suggestion}
            type="button"
            // Not `disabled`: whoever pressed it keeps the focus while the answer comes.
            aria-disabled={isBusy}
            className="min-h-8 rounded-full border border-line bg-canvas px-3 py-1 text-caption text-muted hover:bg-sunken aria-disabled:cursor-wait"
            onClick={() => (isBusy ? undefined : onSearch(suggestion))}
          >
            {suggestion}
          </button>
        ))}
      </fieldset>
      <form
        onSubmit={send}
        className="flex items-center gap-2 rounded-bubble border border-control bg-surface py-1.5 ps-5 pe-1.5 focus-within:border-focus"
      >
        <input
          type="search"
          aria-label="Find something to buy"
          placeholder="Find something to buy"
          enterKeyHint="search"
          maxLength={LONGEST}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 min-w-0 grow bg-transparent placeholder:text-muted focus-visible:outline-none"
        />
        <button
          type="submit"
          aria-label="Search"
          aria-disabled={isBusy || text.trim() === ""}
          className="button size-11 min-h-0 shrink-0 rounded-full p-0"
        >
          <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 fill-none stroke-current stroke-2">
            <path d="M10 16V4M5 9l5-5 5 5" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        </button>
      </form>
    </search>
  );
}
