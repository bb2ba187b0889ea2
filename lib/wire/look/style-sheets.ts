import {
  BACKDROP,
  BANK,
  BANK_RADIUS,
  COLOURS,
  MOTION,
  PRINTED,
  RADIUS,
  SHADOW,
  SPACE,
  STAND_IN,
  TEXT,
  type ColourName,
} from "./tokens.ts";

type Values = Readonly<Record<string, string>>;

const HEADER = "/* Written by `npm run tokens` from lib/wire/look/tokens.ts. */\n";

/** Properties with a prefix: "--radius-card: 1rem;". */
const properties = (values: Values, prefix = ""): string =>
  Object.entries(values)
    .map(([name, value]) => `  --${prefix}${name}: ${value};`)
    .join("\n");
const rule = (selector: string, ...parts: readonly string[]): string => `${selector} {\n${parts.join("\n")}\n}\n`;
const inMedia = (query: string, text: string): string =>
  `@media ${query} {\n${text.trimEnd().replace(/^/gm, "  ")}\n}\n`;
const DARK_SCHEME = "(prefers-color-scheme: dark)";

const pages = (): string =>
  HEADER +
  rule(
    ":root",
    "  color-scheme: light dark;",
    properties(COLOURS.light),
    properties(RADIUS, "radius-"),
    properties({ ...SHADOW.light, ...SHADOW.both }, "shadow-"),
    properties({ backdrop: BACKDROP, space: SPACE }),
    properties(TEXT, "size-"),
    properties(MOTION, "motion-"),
  ) +
  inMedia(DARK_SCHEME, rule(":root", properties(COLOURS.dark), properties(SHADOW.dark, "shadow-"))) +
  inMedia("print", rule(":root", "  color-scheme: light;", properties(PRINTED), "  --shadow-card: none;"));

const bank = (): string =>
  HEADER +
  rule(".sandbox-bank", properties(BANK.light), properties(BANK_RADIUS, "radius-"), "  --shadow-card: none;") +
  inMedia(DARK_SCHEME, rule(".sandbox-bank", properties(BANK.dark)));

/** Both schemes at once, because the page has a switch of its own. */
function standIn(): string {
  const light = { ...COLOURS.light, ...STAND_IN.light };
  const dark = { ...COLOURS.dark, ...STAND_IN.dark };
  const both = Object.entries(light)
    .filter(([name]) => !name.startsWith("route-"))
    .map(([name, value]) => [name, `light-dark(${value}, ${dark[name as ColourName]})`] as const);
  return HEADER + rule(".stand-in", properties(Object.fromEntries(both)), "  --shadow-card: none;");
}

/** The host's variables first, then ours. https://github.com/modelcontextprotocol/ext-apps, `hostContext.styles.variables` */
const HOSTS: Readonly<Record<string, readonly [own: ColourName, hosts: string | null]>> = {
  surface: ["surface", "color-background-primary"],
  raised: ["sunken", "color-background-secondary"],
  ink: ["ink", "color-text-primary"],
  "quiet-ink": ["muted", "color-text-secondary"],
  "danger-ink": ["danger", "color-text-danger"],
  "line-ink": ["line", "color-border-primary"],
  ring: ["focus", "color-ring-primary"],
  brand: ["accent", null],
  "brand-pressed": ["accent-strong", null],
  "on-brand": ["on-accent", null],
};

const { caption, small, card, body, lead, title, heading } = TEXT;
const CARD_TEXT = { caption, small, card, body, lead, title, heading };

function widget(): string {
  const scheme = (name: "light" | "dark") =>
    `  color-scheme: ${name};\n${properties(
      Object.fromEntries(
        Object.entries(HOSTS).map(([property, [own, hosts]]) => [
          property,
          hosts === null ? COLOURS[name][own] : `var(--${hosts}, ${COLOURS[name][own]})`,
        ]),
      ),
    )}`;
  return (
    HEADER +
    rule(
      ":root",
      scheme("light"),
      properties({
        corner: `var(--border-radius-md, ${RADIUS.control})`,
        "corner-mark": `var(--border-radius-xs, ${RADIUS.mark})`,
        "corner-chip": `var(--border-radius-sm, ${RADIUS.chip})`,
        "corner-card": `var(--border-radius-xl, ${RADIUS.card})`,
        space: SPACE,
      }),
      // The host's sizes may be in px, which would not grow with the reader's text.
      properties(CARD_TEXT, "size-"),
      properties({ turn: MOTION.turn, breathe: MOTION.breathe }, "motion-"),
    ) +
    rule(':root[data-theme="dark"]', scheme("dark")) +
    inMedia(DARK_SCHEME, rule(":root:not([data-theme])", scheme("dark")))
  );
}

/** Every style sheet that is written from the tokens, by its path. */
export const styleSheets = (): Readonly<Record<string, string>> => ({
  "app/tokens.css": pages(),
  "app/sandbox-bank/tokens.css": bank(),
  "app/try/tokens.css": standIn(),
  "widget/tokens.css": widget(),
});
