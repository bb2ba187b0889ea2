/** The colours of the shop's pages, as in app/globals.css: mail clients read neither its custom properties nor a style sheet of ours. */
export const LIGHT = {
  canvas: "#f6f6f3",
  surface: "#ffffff",
  ink: "#1a1d1b",
  muted: "#565d58",
  line: "#dfe0da",
  accent: "#0d6446",
  onAccent: "#ffffff",
  warning: "#7a4d00",
  warningSoft: "#fcf0d8",
} as const;

export const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  canvas: "#121513",
  surface: "#1a1e1c",
  ink: "#eceeeb",
  muted: "#a6aea8",
  line: "#313733",
  accent: "#63d3a3",
  onAccent: "#06231a",
  warning: "#f0c26a",
  warningSoft: "#372b13",
};

/** Widths above make lines that nobody reads, and preview panes that scroll. */
export const MAX_WIDTH = 600;
export const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
