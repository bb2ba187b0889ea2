/** A line of a table of amounts. */
export type AmountRow = {
  readonly label: string;
  readonly amount: string;
  readonly isTotal?: boolean;
};

/** What was bought, or what is to be looked at: a title, what is said about it, and what it costs. */
export type ItemRow = { readonly title: string; readonly detail: string; readonly amount: string };

/** A part of a message. Its texts are plain: whoever renders them escapes them. */
export type Block =
  | { readonly kind: "heading" | "title" | "paragraph" | "small"; readonly text: string }
  /** Sets apart what comes after it. */
  | { readonly kind: "rule" }
  | { readonly kind: "notice"; readonly title: string; readonly text: string }
  | { readonly kind: "button"; readonly text: string; readonly url: string }
  | { readonly kind: "items"; readonly items: readonly ItemRow[]; readonly more: string | null }
  | { readonly kind: "amounts"; readonly rows: readonly AmountRow[] }
  | { readonly kind: "facts"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "links"; readonly links: readonly { readonly text: string; readonly url: string }[] };

/** A message before it is HTML or plain text, so that both say the same. */
export type MailDocument = {
  /** BCP 47. */
  readonly locale: string;
  /** Whose message it is, above and below it. */
  readonly name: string;
  readonly subject: string;
  /** What a list of messages shows beside the subject. */
  readonly preview: string;
  readonly blocks: readonly Block[];
  /** Why this message was sent. */
  readonly footer: string;
};
