import { useEffect, useRef, useState } from "react";
import type { ChatTools } from "../chat/chat-tools.ts";
import type { Choices } from "../host/choices.ts";
import { randomText } from "../host/host-session.ts";
import type { RecordMessage } from "../host/message-log.ts";
import { checkPayload, type Finding, type SheetSession } from "../host/payload-check.ts";
import { checkoutOf, sheetOutcome, type ToolResult } from "./sheet-outcome.ts";
import { freshToken, type TestCard } from "./test-cards.ts";

export type SheetBuyer = { readonly name: string; readonly email: string; readonly phone_number: string };
export type SheetNote = { readonly text: string; readonly confirmAt: string | null };
export type OpenSheet = { readonly session: SheetSession; readonly note: SheetNote | null; readonly isPaying: boolean };

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };
type SheetParts = {
  readonly choices: Choices;
  readonly callTool: ChatTools["callTool"];
  /** The same without a chip in the conversation. */
  readonly callQuietly: ChatTools["widgetTool"];
  readonly record: RecordMessage;
};
export type Sheet = ReturnType<typeof useSheet>;

/** A host learns of a confirmation at once; the stand-in has to ask. */
const CONFIRMATION_EVERY_MS = 2000;

/** The payment sheet behind `requestCheckout`: opened by the widget, answered by the buyer. */
export function useSheet({ choices, callTool, callQuietly, record }: SheetParts) {
  const [open, setOpen] = useState<(OpenSheet & { readonly waiting: Waiting }) | null>(null);

  const request = (sent: unknown): Promise<unknown> => {
    const check = checkPayload(sent);
    for (const finding of check.findings) recordFinding(finding, record);
    if (check.kind === "refused") {
      const where = check.findings.map((one) => one.at).join(", ");
      return Promise.reject(new Error(`The session cannot be shown: ${where}`));
    }
    if (open !== null) return Promise.reject(new Error("The payment sheet is open already."));
    return new Promise((resolve, reject) => {
      setOpen({ session: check.session, note: null, isPaying: false, waiting: { resolve, reject } });
    });
  };
  const take = (result: ToolResult, { resolve, reject }: Waiting) => {
    const outcome = sheetOutcome(result);
    if (outcome.kind === "stays") return setOpen((sheet) => sheet && { ...sheet, note: outcome, isPaying: false });
    setOpen(null);
    if (choices.losesAnswer) reject(new Error("The host lost the answer."));
    else if (outcome.kind === "resolves") resolve(outcome.value);
    else reject(new Error(outcome.message));
  };
  const pay = async (card: TestCard, buyer: SheetBuyer) => {
    if (open === null || open.isPaying) return;
    setOpen({ ...open, note: null, isPaying: true });
    try {
      take(await callTool("complete_checkout", completion(open.session, card, buyer)), open.waiting);
    } catch (error) {
      setOpen(null);
      open.waiting.reject(error instanceof Error ? error : new Error(String(error)));
    }
  };
  /** After a confirmation at the bank: has it gone through? */
  const askAgain = async () => {
    if (open === null || open.isPaying || open.note === null || open.note.confirmAt === null) return;
    const result = await callQuietly("get_order_status", { checkout_session_id: open.session.id }).catch(() => null);
    const view = result === null ? null : checkoutOf(result);
    if (result !== null && view?.status === "completed") take(result, open.waiting);
    const note = { text: "The bank did not confirm the payment. Nothing was taken.", confirmAt: null };
    if (view?.state === "ready") setOpen((sheet) => sheet && { ...sheet, note });
  };
  const isConfirming = open !== null && !open.isPaying && open.note !== null && open.note.confirmAt !== null;
  const asking = useRef(askAgain);
  useEffect(() => {
    asking.current = askAgain;
  });
  useEffect(() => {
    if (!isConfirming) return;
    const timer = setInterval(() => void asking.current(), CONFIRMATION_EVERY_MS);
    return () => clearInterval(timer);
  }, [isConfirming]);
  const cancel = () => {
    if (open === null || open.isPaying) return;
    setOpen(null);
    if (choices.cancel === "reject") open.waiting.reject(new Error("The buyer closed the payment sheet."));
    else open.waiting.resolve({ id: open.session.id, status: "canceled", order: null });
  };
  const shown: OpenSheet | null = open;
  return { shown, request, pay, cancel, askAgain };
}

/** The host's call of `complete_checkout`, with a token that this press of the button got. */
function completion(session: SheetSession, card: TestCard, buyer: SheetBuyer) {
  const { id, payment_provider: provider, fulfillment_address: address } = session;
  return {
    checkout_session_id: id,
    buyer,
    payment_data: {
      token: freshToken(card, randomText()),
      provider: provider.provider,
      ...(address === undefined ? {} : { billing_address: address }),
    },
  };
}

function recordFinding(finding: Finding, record: RecordMessage): void {
  const name = `requestCheckout: ${finding.at} ${finding.text}`;
  record({ from: "widget", to: "host", via: "payment sheet", level: "warning", name, body: finding });
}
