import { checkoutView, type CheckoutView } from "#lib/wire/tool-contract.ts";

/** What a tool answered, as far as the stand-in looks at it. */
export type ToolResult = {
  readonly isError?: boolean | undefined;
  readonly content?: readonly unknown[] | undefined;
  readonly structuredContent?: unknown;
};

export type SheetOutcome =
  /** The sheet stays open and says this; another card can be tried. */
  | { readonly kind: "stays"; readonly text: string; readonly confirmAt: string | null }
  /** The sheet closes, and `requestCheckout` resolves with the answer. */
  | { readonly kind: "resolves"; readonly value: unknown }
  /** The sheet closes, and `requestCheckout` rejects. */
  | { readonly kind: "rejects"; readonly message: string };

const SHOWN_ON_THE_SHEET = new Set(["payment_declined", "requires_3ds"]);

/**
 * What the sheet makes of the answer to `complete_checkout`: two codes of errors are shown on the sheet, every
 * other answer goes to the widget (checkout API reference, "Errors").
 */
export function sheetOutcome(result: ToolResult): SheetOutcome {
  const read = checkoutView.safeParse(result.structuredContent);
  if (!read.success) return { kind: "rejects", message: textOf(result) || "The shop did not answer." };
  const view = read.data;
  const shown = view.messages.find((message) => message.type === "error" && SHOWN_ON_THE_SHEET.has(message.code ?? ""));
  return shown === undefined
    ? { kind: "resolves", value: result.structuredContent }
    : {
        kind: "stays",
        text: shown.content,
        confirmAt: shown.code === "requires_3ds" ? (view.action_url ?? null) : null,
      };
}

/** A checkout in a tool's answer, or null when it contains none. */
export function checkoutOf(result: ToolResult): CheckoutView | null {
  const content = result.structuredContent;
  const nested = typeof content === "object" && content !== null && "checkout" in content ? content.checkout : content;
  const read = checkoutView.safeParse(nested);
  return read.success ? read.data : null;
}

/** The text of a tool's answer, as a host without a widget shows it. */
export function textOf(result: ToolResult): string {
  return (result.content ?? [])
    .map((part) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string" ? part.text : "",
    )
    .filter((text) => text !== "")
    .join("\n");
}
