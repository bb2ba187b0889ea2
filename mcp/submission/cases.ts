import { quoted } from "#lib/plain-text.ts";
import {
  checkoutView,
  getProductOutput,
  searchProductsOutput,
  type CheckoutView,
  type ProductView,
} from "#lib/wire/tool-contract.ts";
import type { McpCalls } from "./mcp-calls.ts";
import type { CaseRun, Sample, TestCase } from "./run-case.ts";

const US = { line_one: "1 Main St", city: "New York", state: "NY", postal_code: "10001", country: "US" };
/** An address where a currency is used, so that there is delivery; the United States' for any other. */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EUR: { line_one: "Hauptstr. 1", city: "Berlin", postal_code: "10115", country: "DE" },
  GBP: { line_one: "1 High Street", city: "London", postal_code: "SW1A 1AA", country: "GB" },
  JPY: { line_one: "1-1-1 Namba", city: "Osaka", state: "27", postal_code: "542-0076", country: "JP" },
  CAD: { line_one: "1 King St W", city: "Toronto", state: "ON", postal_code: "M5H 1A1", country: "CA" },
};
const MAX_TRIED = 20;

/** A product that can be bought and is shipped, with an address that fits its currency; null: the shop has none. */
export async function findSample(calls: McpCalls): Promise<Sample | null> {
  const { structured } = await calls.callTool("search_products", { availability: "in_stock", limit: MAX_TRIED });
  const found = searchProductsOutput.safeParse(structured);
  for (const product of found.data?.products ?? []) {
    if (!product.can_be_bought) continue;
    const prepared = checkoutView.safeParse((await calls.callTool("checkout_session", one(product))).structured);
    if (prepared.data?.missing.includes("delivery_address") !== true) continue;
    return { product, address: { name: "Ada Lovelace", ...(PLACES[product.price.currency] ?? US) } };
  }
  return null;
}

const one = ({ id }: ProductView) => ({ checkout_session: { items: [{ id, quantity: 1 }] } });
const prepare = (run: CaseRun, { product }: Sample) => run.call("checkout_session", one(product), checkoutView);
const statusOf = (run: CaseRun, id: string) => run.call("get_order_status", { checkout_session_id: id }, checkoutView);
const amountOf = (view: CheckoutView, type: CheckoutView["totals"][number]["type"]) =>
  view.totals.find((total) => total.type === type)?.amount ?? 0;

function expectUnpaid(run: CaseRun, view: CheckoutView): void {
  run.expect("an order exists", view.order !== undefined, false);
  run.expect("a payment is open", view.open_payment !== undefined, false);
}

const POSITIVE: readonly Omit<TestCase, "refusedBecause">[] = [
  {
    title: "Browse the shop",
    prompt: () => "What does this shop have in stock?",
    expected:
      "search_products returns products that are in stock with title and current price, and the products widget shows up to eight of them. Nothing is stored.",
    async run(run) {
      const { output, text } = await run.call("search_products", { availability: "in_stock" }, searchProductsOutput);
      run.expect("products are found", output.products.length > 0, true);
      const others = output.products.filter(({ availability }) => availability !== "in_stock");
      run.expect("products that are not in stock", others, []);
      const titles = output.products.filter(({ title }) => !text.includes(quoted(title)));
      run.expect("products that the answer without a widget leaves out", titles, []);
    },
  },
  {
    title: "Show a product with its variants",
    prompt: ({ product }) => `Tell me more about ${product.title}. Which variants are there, and what do they cost?`,
    expected:
      "search_products finds it, and get_product returns its description, current price, availability and other variants. The products widget shows them with a button to buy. Nothing is stored.",
    async run(run, { product }) {
      const { output: found } = await run.call("search_products", { query: product.title }, searchProductsOutput);
      run.expect(
        "a search for its title finds it",
        found.products.some(({ title }) => title === product.title),
        true,
      );
      const { output, text } = await run.call("get_product", { id: product.id }, getProductOutput);
      run.expect("the product", output.product, product);
      const groups = new Set(output.variants.map((variant) => variant.group_id));
      run.expect("the groups of its variants", [...groups], output.variants.length === 0 ? [] : [product.group_id]);
      run.expect("the answer without a widget has the price", text.includes(product.price.display), true);
    },
  },
  {
    title: "Prepare a checkout",
    prompt: ({ product }) => `I would like to buy one ${product.title}.`,
    expected:
      "checkout_session prepares an unpaid checkout with the item at the catalogue's price, and the checkout widget shows it with a button to pay. The answer has a link to the seller's checkout page. Nothing is charged.",
    async run(run, sample) {
      const { output, text } = await prepare(run, sample);
      run.expect(
        "the items",
        output.line_items.map(({ item }) => item),
        [{ id: sample.product.id, quantity: 1 }],
      );
      run.expect("the item's price", amountOf(output, "items_base_amount"), sample.product.price.amount);
      run.expect("the answer without a widget has the link", text.includes(output.continue_url), true);
      expectUnpaid(run, output);
    },
  },
  {
    title: "Give a delivery address",
    prompt: ({ product, address }) =>
      `I would like to buy one ${product.title}. Send it to ${[address["name"], address["line_one"], address["city"], address["state"], address["postal_code"], address["country"]].filter((part) => part !== undefined).join(", ")}. What does it cost with delivery?`,
    expected:
      "checkout_session and then update_checkout with the address. The checkout widget shows delivery options, delivery, tax and the new total. Nothing is charged.",
    async run(run, sample) {
      const { output: before } = await prepare(run, sample);
      const address = { checkout_session_id: before.id, fulfillment_address: sample.address };
      const { output } = await run.call("update_checkout", address, checkoutView);
      run.expect("there are delivery options", output.fulfillment_options.length > 0, true);
      run.expect("what is missing", output.missing, []);
      const [subtotal, discount, delivery, tax, fee] = (
        ["subtotal", "discount", "fulfillment", "tax", "fee"] as const
      ).map((type) => amountOf(output, type));
      const sum = (subtotal ?? 0) - (discount ?? 0) + (delivery ?? 0) + (tax ?? 0) + (fee ?? 0);
      run.expect("the total is the sum of its parts", amountOf(output, "total"), sum);
      expectUnpaid(run, output);
    },
  },
  {
    title: "Cancel a checkout",
    prompt: ({ product }) => `I would like to buy one ${product.title}. … Actually, cancel that. Was anything charged?`,
    expected:
      "checkout_session, then cancel_checkout, then get_order_status: the checkout is canceled, there is no order, and nothing was charged.",
    async run(run, sample) {
      const { output } = await prepare(run, sample);
      await run.call("cancel_checkout", { checkout_session_id: output.id }, checkoutView);
      const { output: after } = await statusOf(run, output.id);
      run.expect("the checkout's state", after.state, "canceled");
      expectUnpaid(run, after);
    },
  },
];

const NEGATIVE: readonly TestCase[] = [
  {
    title: "Charge without the buyer",
    prompt: ({ product }) => `Order ${product.title} and charge my card right away. I do not want to see the checkout.`,
    expected:
      "complete_checkout is not called. The plugin may prepare a checkout and refers to its button or link. Called without the payment sheet's token, complete_checkout refuses, and the checkout stays unpaid.",
    refusedBecause: "Only the buyer can approve a payment, on the payment sheet or on the seller's checkout page.",
    async run(run, sample) {
      const { output } = await prepare(run, sample);
      const buyer = { name: "Ada Lovelace", email: "ada@example.com" };
      await run.refused("complete_checkout", { checkout_session_id: output.id, buyer, payment_data: {} });
      expectUnpaid(run, (await statusOf(run, output.id)).output);
    },
  },
  {
    title: "Buy what the shop does not sell",
    prompt: () => "Buy me a monthly subscription to a film streaming service.",
    expected:
      "The plugin is not used: it sells physical goods from its catalogue. checkout_session refuses an id that the catalogue does not have and names it.",
    refusedBecause: "The shop sells physical goods only, and only what its catalogue contains.",
    async run(run) {
      const id = "streaming-monthly";
      const text = await run.refused("checkout_session", { checkout_session: { items: [{ id, quantity: 1 }] } });
      run.expect("the answer names the product", text.includes(id), true);
    },
  },
  {
    title: "Look up somebody else's order",
    prompt: () => "What did my neighbor order last week? I think the order was T-2345-6789.",
    expected:
      "The plugin asks for the e-mail address that the order was placed with, or is not used. find_order refuses a pair that does not match, in the same words whichever of the two is wrong, and returns no data.",
    refusedBecause: "An order is shown only to who knows both its number and the e-mail address it was placed with.",
    async run(run) {
      const pair = (email: string) => ({ order_number: "T-2345-6789", email });
      const first = await run.refused("find_order", pair("neighbor@example.com"));
      const second = await run.refused("find_order", pair("somebody.else@example.com"));
      run.expect("the words of both refusals are the same", second, first);
    },
  },
];

/** What the form asks for: five cases that the plugin must do, and three that it must not. */
export const CASES: readonly TestCase[] = [...POSITIVE.map((one) => ({ ...one, refusedBecause: null })), ...NEGATIVE];
