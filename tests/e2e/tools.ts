import { randomBytes } from "node:crypto";
import { expect, type APIRequestContext } from "@playwright/test";
import { formatMoney, isCurrency, money } from "#lib/money.ts";
import type { CheckoutView, ProductView } from "#lib/wire/tool-contract.ts";

type ToolAnswer<Structured> = { readonly isError: boolean; readonly text: string; readonly structured: Structured };
type Rpc = {
  readonly result?: { isError?: boolean; content: readonly { text?: string }[]; structuredContent?: unknown };
  readonly error?: { code: number; message: string };
};

/** A shopper of the demo's flags (docs/decisions/0005): what the name contains decides what both routes are open to. */
export const shopper = (request: "arm-instant" | "arm-external" | "beta-off" | "kill-on"): string =>
  `e2e-${request}-${randomBytes(6).toString("hex")}`;

/** What `/mcp` says to one message, and that it never breaks on it. */
export async function message(request: APIRequestContext, method: string, params: unknown): Promise<Rpc> {
  const response = await request.post("/mcp", {
    data: { jsonrpc: "2.0", id: 1, method, params },
    headers: { accept: "application/json, text/event-stream" },
  });
  expect(response.status(), `${method} ${JSON.stringify(params).slice(0, 200)}`).toBeLessThan(500);
  return (await response.json()) as Rpc;
}

/** Whose each checkout is that the tests of this process have met: it opens to nobody else. */
const owners = new Map<string, string>();
export const rememberOwner = (sessionId: string, subject: string): void => void owners.set(sessionId, subject);

function ownerIn(args: unknown): string | undefined {
  const id: unknown = typeof args === "object" && args !== null ? Reflect.get(args, "checkout_session_id") : null;
  return typeof id === "string" ? owners.get(id) : undefined;
}

/**
 * Calls a tool as the host or the model would, with no widget anywhere: for `subject`, else for whoever the checkout belongs
 * to. A new checkout belongs to a shopper of its own, to whom both routes are open.
 */
export async function tool<Structured = CheckoutView>(
  request: APIRequestContext,
  name: string,
  args: unknown,
  subject = name === "checkout_session" ? shopper("arm-instant") : ownerIn(args),
): Promise<ToolAnswer<Structured>> {
  const { result, error } = await message(request, "tools/call", {
    name,
    arguments: args,
    ...(subject === undefined ? {} : { _meta: { "openai/subject": subject } }),
  });
  if (result === undefined) throw new Error(`${name}: ${error?.message ?? "no answer"}`);
  const id: unknown =
    typeof result.structuredContent === "object" && result.structuredContent !== null
      ? Reflect.get(result.structuredContent, "id")
      : null;
  if (name === "checkout_session" && typeof id === "string" && subject !== undefined) rememberOwner(id, subject);
  return {
    isError: result.isError === true,
    text: result.content.map((part) => part.text ?? "").join("\n"),
    structured: result.structuredContent as Structured,
  };
}

/** Something in stock, in dollars, that weighs something. */
export async function aProduct(request: APIRequestContext): Promise<ProductView> {
  const found = await tool<{ products: ProductView[] }>(request, "search_products", {
    currency: "USD",
    availability: "in_stock",
    min_price: 1000,
    max_price: 9000,
    limit: 20,
  });
  const product = found.structured.products.find((one) => one.can_be_bought);
  if (product === undefined) throw new Error("the demo feed has no product in dollars that is in stock");
  return product;
}

export const HOME = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
export const ADA = { name: "Ada Lovelace", email: "ada@example.com" };

export async function prepared(request: APIRequestContext, subject?: string): Promise<CheckoutView> {
  const product = await aProduct(request);
  const answer = await tool(
    request,
    "checkout_session",
    { checkout_session: { items: [{ id: product.id, quantity: 1 }] } },
    subject,
  );
  expect(answer.isError, answer.text).toBe(false);
  return answer.structured;
}

export async function ready(request: APIRequestContext, subject?: string): Promise<CheckoutView> {
  const session = await prepared(request, subject);
  const updated = await tool(
    request,
    "update_checkout",
    { checkout_session_id: session.id, fulfillment_address: HOME },
    subject,
  );
  expect(updated.structured.status, updated.text).toBe("ready_for_payment");
  return updated.structured;
}

export const status = async (request: APIRequestContext, id: string): Promise<CheckoutView> =>
  (await tool(request, "get_order_status", { checkout_session_id: id })).structured;

/** A checkout that was paid in the chat. */
export async function paid(request: APIRequestContext) {
  const session = await ready(request);
  const payment_data = { token: `tok_sandbox_ok_${session.id}`, provider: "stripe" };
  await tool(request, "complete_checkout", { checkout_session_id: session.id, buyer: ADA, payment_data });
  const { order, ...view } = await status(request, session.id);
  if (order === undefined) throw new Error("a paid checkout has an order");
  return { ...view, order };
}

/** The total as the pages write it for a reader in the United States. */
export function totalText(view: CheckoutView): string {
  if (!isCurrency(view.currency)) throw new Error(`unknown currency ${view.currency}`);
  const total = view.totals.find((row) => row.type === "total")?.amount ?? 0;
  return formatMoney(money(total, view.currency), "en-US");
}

type Charge = {
  readonly id: string;
  readonly attempt: string;
  readonly session: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly state: "captured" | "refunded" | "partially_refunded" | "declined";
};

/** What money really did: the sandbox bank's own books, apart from the shop's. */
export async function charges(request: APIRequestContext, id: string): Promise<readonly Charge[]> {
  const { charges: all } = (await (await request.get("/sandbox-bank/ledger")).json()) as { charges: Charge[] };
  return all.filter((charge) => charge.session === id);
}

/** Waits until the shop has the order, then compares it with the bank: one payment kept, of the order's total, and the rest given back or declined. */
export async function expectOneOrder(
  request: APIRequestContext,
  id: string,
  others: readonly Charge["state"][] = [],
): Promise<CheckoutView> {
  await expect.poll(async () => (await status(request, id)).state, { timeout: 30_000 }).toBe("completed");
  await expect
    .poll(async () => (await charges(request, id)).map((charge) => charge.state).sort(), { timeout: 30_000 })
    .toEqual([...others, "captured"].sort());
  const view = await status(request, id);
  const kept = (await charges(request, id)).find((charge) => charge.state === "captured");
  expect(view.order?.checkout_session_id).toBe(id);
  expect({ amount: kept?.amount_minor, currency: kept?.currency?.toUpperCase() }).toEqual({
    amount: view.totals.find((total) => total.type === "total")?.amount,
    currency: view.currency.toUpperCase(),
  });
  return view;
}

/** Nothing was taken and there is no order. */
export async function expectNoOrder(request: APIRequestContext, id: string): Promise<void> {
  const view = await status(request, id);
  expect(view.order).toBeUndefined();
  expect((await charges(request, id)).filter((charge) => charge.state !== "declined")).toEqual([]);
}
