import { COLOURS, pixels, RADIUS } from "../wire/look/tokens.ts";

/** The tokens for mail programs, which read neither custom properties nor a style sheet of ours, and take pixels. */
const coloursOf = (scheme: typeof COLOURS.light | typeof COLOURS.dark) => ({
  canvas: scheme.canvas,
  surface: scheme.surface,
  ink: scheme.ink,
  muted: scheme.muted,
  line: scheme.line,
  accent: scheme.accent,
  onAccent: scheme["on-accent"],
  warning: scheme.warning,
  warningSoft: scheme["warning-soft"],
});
export const [LIGHT, DARK] = [coloursOf(COLOURS.light), coloursOf(COLOURS.dark)];

/** Rounded corners as `border-radius` takes them. */
export const CORNER = {
  chip: `${pixels(RADIUS.chip)}px`,
  control: `${pixels(RADIUS.control)}px`,
  card: `${pixels(RADIUS.card)}px`,
} as const;

/** Widths above make lines that nobody reads, and preview panes that scroll. */
export const MAX_WIDTH = 600;
export const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
