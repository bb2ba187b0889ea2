import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import type { LoadClient, LoadRequest } from "../load/load.ts";
import { structuredIn, toolRequest } from "./messages.ts";

/** A checkout of the shop, and the shopper that it belongs to. */
export type Checkout = { readonly id: string; readonly shopper: string };

/** The demo's flags give whoever is called so the payment sheet. */
export const shopperNamed = (name: string | number): string => `arm-instant-${name}`;

const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const CAPABILITIES = { widget: true, request_checkout: true, open_external: true, open_link: true };

/** A product that can be bought as often as one likes. */
export async function productToBuy(client: LoadClient, port: number): Promise<string> {
  const [body = ""] = await client.collect(port, [
    toolRequest("legacy", "search_products", { availability: "in_stock", limit: 20 }, shopperNamed("looks")),
  ]);
  const { products } = structuredIn(body) as { products: { id: string; can_be_bought: boolean }[] };
  for (const { id, can_be_bought: isSold } of products) if (isSold) return id;
  throw new Error("the catalogue has no product that can be bought");
}

export const prepareRequest = (era: McpEra, product: string, shopper: string): LoadRequest =>
  toolRequest(era, "checkout_session", { checkout_session: { items: [{ id: product, quantity: 1 }] } }, shopper);

/** Prepares so many checkouts, each of a shopper of its own. */
export async function prepareCheckouts(
  client: LoadClient,
  port: number,
  { product, count, name }: { readonly product: string; readonly count: number; readonly name: string },
): Promise<readonly Checkout[]> {
  const shoppers = Array.from({ length: count }, (_, index) => shopperNamed(`${name}-${index}`));
  const bodies = await client.collect(
    port,
    shoppers.map((shopper) => prepareRequest("modern", product, shopper)),
  );
  return bodies.map((body, index) => ({ id: String(structuredIn(body)["id"]), shopper: shoppers[index] ?? "" }));
}

export const addressRequest = ({ id, shopper }: Checkout): LoadRequest =>
  toolRequest("modern", "update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS }, shopper);

/** Answered with the payment sheet for whoever is `shopperNamed`. */
export const routeRequest = ({ id, shopper }: Checkout): LoadRequest =>
  toolRequest("modern", "choose_route", { checkout_session_id: id, capabilities: CAPABILITIES }, shopper);

/** Brings checkouts to where the payment sheet is open: the address is given and the route is decided. */
export async function openSheets(client: LoadClient, port: number, checkouts: readonly Checkout[]): Promise<void> {
  await client.collect(port, checkouts.map(addressRequest));
  const chosen = await client.collect(port, checkouts.map(routeRequest));
  const wrong = chosen.map(structuredIn).find((answer) => answer["route"] !== "instant");
  if (wrong !== undefined) throw new Error(`a checkout is not routed instant: ${JSON.stringify(wrong).slice(0, 300)}`);
}

export const payRequest = (era: McpEra, { id, shopper }: Checkout): LoadRequest =>
  toolRequest(
    era,
    "complete_checkout",
    {
      checkout_session_id: id,
      buyer: { name: "Ada Lovelace", email: "ada@example.com" },
      payment_data: { token: "tok_sandbox_ok", provider: "stripe" },
    },
    shopper,
  );
