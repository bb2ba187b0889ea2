import type { Choices } from "./host/choices.ts";
import type { PanelTab } from "./side-panel.tsx";

type BarProps = {
  readonly messages: number;
  /** The tab that covers the chat on a small screen, or null. */
  readonly tab: PanelTab | null;
  readonly onPanel: (tab: PanelTab) => void;
  readonly onStartOver: () => void;
};

const BAR_BUTTON = "min-h-10 rounded-control px-2.5 text-caption font-medium hover:bg-sunken";

/** The bar says before anything else that this is not ChatGPT. */
export function TopBar({ messages, tab, onPanel, onStartOver }: BarProps) {
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center gap-2 border-b border-line bg-canvas px-3 sm:px-4">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 shrink-0 fill-none stroke-current stroke-[1.75]">
        <path
          d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z"
          strokeLinejoin="round"
        />
      </svg>
      <h1 className="min-w-0 text-body leading-tight">
        Chat stand-in
        <span className="block truncate text-caption font-normal text-muted">Not ChatGPT</span>
      </h1>
      <div className="ms-auto flex items-center">
        <button
          type="button"
          className={`${BAR_BUTTON} lg:hidden`}
          aria-expanded={tab === "settings"}
          onClick={() => onPanel("settings")}
        >
          Settings
        </button>
        <button
          type="button"
          className={`${BAR_BUTTON} lg:hidden`}
          aria-expanded={tab === "log"}
          onClick={() => onPanel("log")}
        >
          Log<span className="visually-hidden">, {messages} messages</span>
        </button>
        <button type="button" className={BAR_BUTTON} onClick={onStartOver}>
          Start over
        </button>
      </div>
    </header>
  );
}

type GreetingProps = {
  readonly products: number;
  readonly hasSandboxBank: boolean;
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
};

const WAYS = [
  { shopper: "arm-instant", label: "Payment sheet", note: "in the chat" },
  { shopper: "arm-external", label: "Checkout page", note: "at the seller’s" },
] as const;

/** What this is, what can be tried, and the choice between the two ways to pay. */
export function Greeting({ products, hasSandboxBank, choices, onChange }: GreetingProps) {
  return (
    <section aria-label="About this page" className="flex flex-col gap-4">
      <div className="rounded-card bg-sunken px-4 py-3 text-caption text-muted">
        <p>
          <strong className="font-semibold text-ink">This is a stand-in for ChatGPT, not ChatGPT.</strong> No language
          model is involved: what you type goes to the shop’s search ({products} products), and each button calls one of
          the shop’s tools, as ChatGPT would.{" "}
          {hasSandboxBank
            ? "The bank is simulated; no money moves."
            : "Payments go to the payment service that is set up."}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p id="way-label">Which way does this shopper pay?</p>
        <fieldset aria-labelledby="way-label" className="flex gap-1 rounded-full bg-sunken p-1">
          {WAYS.map(({ shopper, label, note }) => (
            <button
              key={shopper}
              type="button"
              aria-pressed={choices.shopper === shopper}
              className="min-h-10 rounded-full border border-transparent px-4 text-caption font-medium text-muted aria-pressed:border-control aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-pressed"
              onClick={() => onChange({ shopper })}
            >
              {label} <span className="visually-hidden">{note}</span>
            </button>
          ))}
        </fieldset>
      </div>
    </section>
  );
}
