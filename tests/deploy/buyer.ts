import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { ada } from "../fixtures/test-shop.ts";

const ANSWER_WITHIN_MS = 60_000;
/** Somebody whom the demo's flags always let pay in the chat. */
const BUYER = { "openai/subject": "instances-arm-instant" };

const HOME = {
  name: ada.name,
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};

/** Null when nobody answered: what became of it is not known. */
async function post(url: string, path: string, body: object): Promise<unknown> {
  try {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? ((await response.json()) as unknown) : null;
  } catch {
    return null;
  }
}

/** An answer without a view is a refusal in words. */
type ToolAnswer = { readonly view: CheckoutView | null };

async function call(url: string, name: string, input: object): Promise<ToolAnswer | null> {
  const params = { name, arguments: input, _meta: BUYER };
  const answer = (await post(url, "/mcp", { jsonrpc: "2.0", id: 1, method: "tools/call", params })) as {
    readonly result?: { readonly structuredContent?: CheckoutView };
  } | null;
  return answer === null ? null : { view: answer.result?.structuredContent ?? null };
}

/** What a buyer does at a shop of several instances (tests/faults/shop-process.ts), each step answered by any of them. */
export const buyerAt = (url: string) => ({
  async newSession(): Promise<{ readonly session: string; readonly link: string } | null> {
    const made = await call(url, "checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 1 }] } });
    const link = made?.view?.continue_url.split("/").at(-1);
    return made?.view === null || made?.view === undefined || link === undefined
      ? null
      : { session: made.view.id, link };
  },
  giveDetails: (at: { readonly session: string; readonly link: string }) => post(url, "/details", at),
  /** As the model does it, on servers that have no forms of a page. */
  giveAddress: (session: string) =>
    call(url, "update_checkout", { checkout_session_id: session, fulfillment_address: HOME }),
  payInChat: (session: string, token: string) =>
    call(url, "complete_checkout", {
      checkout_session_id: session,
      buyer: { name: ada.name, email: ada.email },
      payment_data: { token, provider: "any" },
    }),
  openPage: (at: { readonly session: string; readonly link: string }) => post(url, "/open-payment", at),
});
