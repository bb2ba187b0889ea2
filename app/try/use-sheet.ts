import { useState } from "react";
import type { Choices } from "./choices.ts";
import { randomText } from "./host-session.ts";
import type { RecordMessage } from "./message-log.ts";
import { checkPayload, type SheetSession } from "./payload-check.ts";
import { checkoutOf, sheetOutcome, type ToolResult } from "./sheet-outcome.ts";
import { freshToken, type TestCard } from "./test-cards.ts";

export type SheetBuyer = { readonly name: string; readonly email: string; readonly phone_number: string };
export type SheetNote = { readonly text: string; readonly confirmAt: string | null };
export type OpenSheet = { readonly session: SheetSession; readonly note: SheetNote | null; readonly isPaying: boolean };

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };
type SheetParts = {
  readonly choices: Choices;
  readonly callTool: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
  readonly record: RecordMessage;
};
export type Sheet = ReturnType<typeof useSheet>;

/** The payment sheet that stands behind `requestCheckout`: opened by the widget, answered by the buyer. */
export function useSheet({ choices, callTool, record }: SheetParts) {
  const [open, setOpen] = useState<(OpenSheet & { readonly waiting: Waiting }) | null>(null);

  const settle = (answer: (waiting: Waiting) => void) => {
    if (open !== null) answer(open.waiting);
    setOpen(null);
  };
  const request = (sent: unknown): Promise<unknown> => {
    const check = checkPayload(sent);
    for (const finding of check.findings)
      record({
        from: "widget",
        to: "host",
        via: "payment sheet",
        level: "warning",
        name: `requestCheckout: ${finding.at} ${finding.text}`,
        body: finding,
      });
    if (check.kind === "refused")
      return Promise.reject(
        new Error(`The session cannot be shown: ${check.findings.map((one) => one.at).join(", ")}`),
      );
    if (open !== null) return Promise.reject(new Error("The payment sheet is open already."));
    return new Promise((resolve, reject) => {
      setOpen({ session: check.session, note: null, isPaying: false, waiting: { resolve, reject } });
    });
  };
  const take = (result: ToolResult) => {
    const outcome = sheetOutcome(result);
    if (outcome.kind === "stays") setOpen((sheet) => sheet && { ...sheet, note: outcome, isPaying: false });
    else if (choices.losesAnswer) settle((waiting) => waiting.reject(new Error("The host lost the answer.")));
    else if (outcome.kind === "resolves") settle((waiting) => waiting.resolve(outcome.value));
    else settle((waiting) => waiting.reject(new Error(outcome.message)));
  };
  const pay = async (card: TestCard, buyer: SheetBuyer) => {
    if (open === null || open.isPaying) return;
    setOpen({ ...open, note: null, isPaying: true });
    const { session } = open;
    try {
      take(
        await callTool("complete_checkout", {
          checkout_session_id: session.id,
          buyer,
          payment_data: {
            token: freshToken(card, randomText()),
            provider: session.payment_provider.provider,
            ...(session.fulfillment_address === undefined ? {} : { billing_address: session.fulfillment_address }),
          },
        }),
      );
    } catch (error) {
      settle((waiting) => waiting.reject(error instanceof Error ? error : new Error(String(error))));
    }
  };
  /** After a confirmation at the bank: has it gone through? */
  const askAgain = async () => {
    if (open === null || open.isPaying || open.note?.confirmAt == null) return;
    const result = await callTool("get_order_status", { checkout_session_id: open.session.id }).catch(() => null);
    const view = result === null ? null : checkoutOf(result);
    if (result !== null && view?.status === "completed") take(result);
    else if (view?.state === "ready")
      setOpen({ ...open, note: { text: "The bank did not confirm the payment. Nothing was taken.", confirmAt: null } });
  };
  const cancel = () => {
    if (open === null || open.isPaying) return;
    if (choices.cancel === "reject")
      settle((waiting) => waiting.reject(new Error("The buyer closed the payment sheet.")));
    else settle((waiting) => waiting.resolve({ id: open.session.id, status: "canceled", order: null }));
  };
  const shown: OpenSheet | null = open;
  return { shown, request, pay, cancel, askAgain };
}
