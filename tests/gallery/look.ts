import type { Language } from "#lib/wire/languages.ts";

/** One way to look at a scene. */
export type Look = {
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly device: "phone" | "desktop";
};

export const LANGUAGES = ["en", "ja", "ar"] as const satisfies readonly Language[];
export const THEMES = ["light", "dark"] as const;
export const DEVICES = ["phone", "desktop"] as const;

/** What is looked at: a widget's state, a page, or a message. */
export type Subject = "widgets" | "pages" | "e-mails";

/** In CSS pixels. A widget on a desktop is as wide as the chat's column, a message as a pane of a mail program. */
export const WIDTHS: Readonly<Record<Subject, Readonly<Record<Look["device"], number>>>> = {
  widgets: { phone: 390, desktop: 706 },
  pages: { phone: 390, desktop: 1280 },
  "e-mails": { phone: 390, desktop: 760 },
};

/** A4 within margins of 1 cm, at 96 pixels an inch. */
export const PAPER_WIDTH = 718;

export type Scene = { readonly subject: Subject; readonly name: string };

/** "widgets/checkout-paid/ar-dark-phone": the picture's file without its ending, and what `--only` looks in. */
export const pictureName = ({ subject, name }: Scene, { language, theme, device }: Look): string =>
  `${subject}/${name}/${language}-${theme}-${device}`;
