/** Which shopper the stand-in says is calling. What the name contains decides the demo's flags (docs/decisions/0005). */
export const SHOPPERS = {
  "arm-instant": "In the beta: payment sheet",
  "arm-external": "In the beta: checkout page",
  "beta-off": "Not in the beta",
  "kill-on": "Kill switch on",
  split: "As the experiment decides",
} as const;
export type Shopper = keyof typeof SHOPPERS;

/** Where each language's shopper is, as the host's hint says it. */
export const PLACES = {
  "en-US": {
    label: "English, United States",
    city: "New York",
    country: "US",
    currency: "USD",
    zone: "America/New_York",
  },
  "de-DE": { label: "Deutsch, Deutschland", city: "Hamburg", country: "DE", currency: "EUR", zone: "Europe/Berlin" },
  "ja-JP": { label: "日本語、日本", city: "Osaka", country: "JP", currency: "JPY", zone: "Asia/Tokyo" },
  ar: { label: "العربية (right to left)", city: "Kuwait City", country: "KW", currency: "KWD", zone: "Asia/Kuwait" },
} as const;
export type Locale = keyof typeof PLACES;

/** Which revision of MCP the host speaks with the shop. ChatGPT has spoken the newer one since September 2026. */
export const ERAS = {
  "2026-07-28": "2026-07-28, as ChatGPT does",
  "2025-11-25": "2025-11-25, as older hosts do",
} as const;
export type Era = keyof typeof ERAS;

/** Everything that can be switched on the page, and by its address. */
export type Choices = {
  readonly shopper: Shopper;
  /** Whether `window.openai.requestCheckout` is there. */
  readonly hasSheet: boolean;
  /** Whether `window.openai` is there at all; without it this is a plain MCP Apps host. */
  readonly hasOpenAi: boolean;
  /** Without it the assistant shows the tool's text, as hosts without widgets do. */
  readonly hasWidget: boolean;
  /** Who draws products: our widget, or the host, whose button opens the checkout (product checkout conversion spec). */
  readonly products: "widget" | "host";
  readonly theme: "system" | "light" | "dark";
  readonly width: "desktop" | "phone";
  readonly locale: Locale;
  /** What `requestCheckout` does when the buyer closes the sheet: the documentation says one, a client was seen doing the other. */
  readonly cancel: "resolve" | "reject";
  /** The payment is sent, and its answer never reaches the widget: `requestCheckout` rejects. */
  readonly losesAnswer: boolean;
  readonly era: Era;
};

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const isKeyOf = <Keyed extends object>(keyed: Keyed, key: string): key is Extract<keyof Keyed, string> =>
  Object.hasOwn(keyed, key);

/** Reads the page's address. What is absent or unknown there takes the usual value. */
export function readChoices(query: Query): Choices {
  const word = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value : "";
  };
  const shopper = word("shopper");
  const locale = word("locale");
  const theme = word("theme");
  const era = word("era");
  return {
    shopper: isKeyOf(SHOPPERS, shopper) ? shopper : "arm-instant",
    hasSheet: word("sheet") !== "off",
    hasOpenAi: word("openai") !== "off",
    hasWidget: word("widget") !== "off",
    products: word("products") === "host" ? "host" : "widget",
    theme: theme === "light" || theme === "dark" ? theme : "system",
    width: word("width") === "phone" ? "phone" : "desktop",
    locale: isKeyOf(PLACES, locale) ? locale : "en-US",
    cancel: word("cancel") === "reject" ? "reject" : "resolve",
    losesAnswer: word("answer") === "lost",
    era: isKeyOf(ERAS, era) ? era : "2026-07-28",
  };
}

/** The address's query that makes these choices, without what is usual. `readChoices` reads it back. */
export function writeChoices(choices: Choices): string {
  const words: readonly (readonly [string, string, string])[] = [
    ["shopper", choices.shopper, "arm-instant"],
    ["sheet", choices.hasSheet ? "on" : "off", "on"],
    ["openai", choices.hasOpenAi ? "on" : "off", "on"],
    ["widget", choices.hasWidget ? "on" : "off", "on"],
    ["products", choices.products, "widget"],
    ["theme", choices.theme, "system"],
    ["width", choices.width, "desktop"],
    ["locale", choices.locale, "en-US"],
    ["cancel", choices.cancel, "resolve"],
    ["answer", choices.losesAnswer ? "lost" : "kept", "kept"],
    ["era", choices.era, "2026-07-28"],
  ];
  const unusual = words.filter(([, value, usual]) => value !== usual).map(([name, value]) => [name, value]);
  return unusual.length === 0 ? "" : `?${new URLSearchParams(unusual).toString()}`;
}
