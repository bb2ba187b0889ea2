/**
 * How everything looks: the one place for colours, radii, shadows, sizes of text, space and motion. `npm run tokens` writes
 * the style sheets of the pages and the widgets from it; e-mails and pictures read it as it is. Text and space are in rem, so
 * that they grow with the reader's text. The contrast of each pair that is used is checked by the browser tests.
 */

/** Colours by the scheme that the reader asks for. `control` is the edge of a field, which needs 3:1. */
export const COLOURS = {
  light: {
    canvas: "#f6f6f3",
    surface: "#ffffff",
    sunken: "#efefea",
    ink: "#1a1d1b",
    muted: "#565d58",
    line: "#dfe0da",
    control: "#868d87",
    accent: "#0d6446",
    "accent-strong": "#084d35",
    "on-accent": "#ffffff",
    "accent-soft": "#e2f1ea",
    positive: "#11683f",
    "positive-soft": "#e1f3e8",
    warning: "#7a4d00",
    "warning-soft": "#fcf0d8",
    danger: "#a3261d",
    "danger-soft": "#fcebe9",
    focus: "#1257c9",
    // The two routes keep their colours wherever they are compared.
    "route-instant": "#0d6446",
    "route-external": "#3a52b4",
  },
  dark: {
    canvas: "#121513",
    surface: "#1a1e1c",
    sunken: "#242926",
    ink: "#eceeeb",
    muted: "#a6aea8",
    line: "#313733",
    control: "#79817b",
    accent: "#63d3a3",
    "accent-strong": "#86e2bb",
    "on-accent": "#06231a",
    "accent-soft": "#16332a",
    positive: "#74d69f",
    "positive-soft": "#15322a",
    warning: "#f0c26a",
    "warning-soft": "#372b13",
    danger: "#ff9f95",
    "danger-soft": "#3e1f1c",
    focus: "#8ab4ff",
    "route-instant": "#63d3a3",
    "route-external": "#9fb2ff",
  },
} as const satisfies Record<"light" | "dark", object>;

export type ColourName = keyof typeof COLOURS.light;
type Some = Partial<Record<ColourName, string>>;

/** On paper: the light colours, with nothing painted behind text. */
export const PRINTED = {
  ...COLOURS.light,
  canvas: "#ffffff",
  sunken: "#ffffff",
  ink: "#000000",
  muted: "#333333",
  line: "#999999",
  control: "#777777",
  "positive-soft": "#ffffff",
  "warning-soft": "#ffffff",
  "danger-soft": "#ffffff",
} as const satisfies Record<ColourName, string>;

/** The sandbox bank is another house than the shop, and a person sees where they are. */
export const BANK = {
  light: {
    canvas: "#e9edf8",
    surface: "#ffffff",
    sunken: "#e3e9f7",
    ink: "#141b33",
    muted: "#4a5472",
    line: "#cdd5ea",
    control: "#7581a6",
    accent: "#27408f",
    "accent-strong": "#182c6b",
    "on-accent": "#ffffff",
    "accent-soft": "#e3e9f7",
  },
  dark: {
    canvas: "#0d1226",
    surface: "#161d38",
    sunken: "#202949",
    ink: "#e9edfb",
    muted: "#a7b1d0",
    line: "#303b63",
    control: "#7886b4",
    accent: "#a9bcff",
    "accent-strong": "#c6d3ff",
    "on-accent": "#0d1538",
    "accent-soft": "#202949",
  },
} as const satisfies Record<"light" | "dark", Some>;

/** The stand-in for ChatGPT has the neutral colours of a chat; what it has not is the shop's. */
export const STAND_IN = {
  light: {
    canvas: "#ffffff",
    sunken: "#f3f3f3",
    ink: "#161616",
    muted: "#5a5a5a",
    line: "#e2e2e2",
    control: "#848484",
    accent: "#161616",
    "accent-strong": "#3a3a3a",
    "accent-soft": "#ececec",
  },
  dark: {
    canvas: "#212121",
    surface: "#2a2a2a",
    sunken: "#303030",
    ink: "#f0f0f0",
    muted: "#b8b8b8",
    line: "#414141",
    control: "#8c8c8c",
    accent: "#f4f4f4",
    "accent-strong": "#d9d9d9",
    "on-accent": "#161616",
    "accent-soft": "#3a3a3a",
  },
} as const satisfies Record<"light" | "dark", Some>;

/** Rounded corners, from the smallest part to the largest. The bank's are nearly square. */
export const RADIUS = {
  mark: "0.25rem",
  chip: "0.5rem",
  control: "0.625rem",
  card: "1rem",
  sheet: "1.25rem",
  bubble: "1.75rem",
} as const;
export const BANK_RADIUS = { control: "0.1875rem", card: "0.25rem" } as const;

export const SHADOW = {
  light: { card: "0 1px 2px rgb(20 28 24 / 0.05), 0 8px 24px -12px rgb(20 28 24 / 0.12)" },
  dark: { card: "0 1px 2px rgb(0 0 0 / 0.4)" },
  both: {
    invalid: "inset 0 0 0 1px var(--danger)",
    dialog: "0 24px 64px -16px rgb(0 0 0 / 0.4)",
    pressed: "0 1px 3px rgb(0 0 0 / 0.2)",
  },
} as const;
/** Behind a dialog. */
export const BACKDROP = "rgb(0 0 0 / 0.5)";

/** Sizes of text in rem. */
export const TEXT = {
  caption: "0.8125rem",
  small: "0.875rem",
  /** The body of a card in the chat, whose own text is smaller than a page's. */
  card: "0.9375rem",
  body: "1rem",
  lead: "1.125rem",
  title: "1.25rem",
  heading: "1.75rem",
  display: "clamp(2.125rem, 1.5rem + 2.8vw, 3.25rem)",
} as const;

/** Distances are whole multiples of it. */
export const SPACE = "0.25rem";

/** One turn or breath of what shows that something is being waited for. Nobody who asks for less motion sees any. */
export const MOTION = { turn: "0.9s", breathe: "1.6s", busy: "1s" } as const;

/** A length in rem as whole pixels, for mail programs. */
export const pixels = (rem: string): number => Math.round(Number(rem.replace("rem", "")) * 16);
