import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { OrderCommands, OrderFacts } from "#app/console/orders/order-facts.tsx";
import { OrderList } from "#app/console/orders/order-list.tsx";
import { ageText, noOrdersText } from "#app/console/orders/words.ts";
import { subjectOf, subjectText } from "#lib/operator/acts/plan.ts";
import { productId, sellerId, shipmentId } from "#lib/ids.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";

const order = {
  ...anOrder(aSession({ status: "completed" })),
  shipments: [
    {
      id: shipmentId("ship_1"),
      name: "box",
      carrier: "UPS",
      trackingNumber: "1Z999",
      trackingUrl: null,
      lines: [],
      shippedAt: new Date(NOON.getTime() + 3_600_000),
      deliveredAt: null,
    },
  ],
};
const later = new Date(NOON.getTime() + 3 * 3_600_000);
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const BUYER = /ada@example|Lovelace|1 Main St|10001/;

describe("the operator's list of orders", () => {
  it("has number, seller, what was paid, route, state and age, and nothing of the buyer", () => {
    const html = renderToStaticMarkup(<OrderList orders={[order]} now={later} nothing="None." />);
    expect(textOf(html)).toContain(`${order.number} ${order.sellerName} $32.66 Instant Paid`);
    expect(textOf(html)).toContain("3 hours ago");
    expect(html).toContain(`href="/console/orders/${order.id}"`);
    expect(html).not.toMatch(BUYER);
    expect(html).not.toContain(order.link);
  });

  it("names each of several sellers, and so does what is asked before an act", () => {
    const lamp = aProduct({ id: productId("lamp"), sellerId: sellerId("ombra"), sellerName: "Ombra" });
    const lines = [aProduct(), lamp].map((product) => ({ product, quantity: 1 }));
    const ofTwo = anOrder(aSession({ status: "completed", lines }));
    expect(textOf(renderToStaticMarkup(<OrderList orders={[ofTwo]} now={later} nothing="None." />))).toContain(
      "Fernweh and Ombra",
    );
    expect(textOf(renderToStaticMarkup(<OrderFacts order={ofTwo} />))).toContain(
      "Sellers Fernweh (fernweh), Ombra (ombra)",
    );
    expect(subjectText(subjectOf(ofTwo))).toBe(`order ${ofTwo.number} of Fernweh and Ombra (Ada L.)`);
  });

  it("says that there are none, and of a filter or a day only that it leaves none", () => {
    const saidOf = (isFiltered: boolean) =>
      textOf(renderToStaticMarkup(<OrderList orders={[]} now={later} nothing={noOrdersText(isFiltered)} />));
    expect(saidOf(false)).toContain("There are no orders.");
    expect(saidOf(true)).toContain("There are no such orders.");
  });

  it("gives an age in the largest unit that fits", () => {
    const at = (minutes: number) => ageText(new Date(NOON.getTime() - minutes * 60_000), NOON);
    expect([at(-1), at(0), at(1), at(59), at(60), at(47 * 60), at(48 * 60)]).toEqual([
      "just now",
      "just now",
      "1 minute ago",
      "59 minutes ago",
      "1 hour ago",
      "47 hours ago",
      "2 days ago",
    ]);
  });
});

describe("the operator's page of one order", () => {
  it("tells what happened, oldest first, and has the commands that act on it", () => {
    const html = renderToStaticMarkup(
      <>
        <OrderFacts order={order} />
        <OrderCommands order={order} />
      </>,
    );
    const text = textOf(html);
    expect(text).toMatch(/Paid: \$32\.66, instant .* Shipped: UPS 1Z999/);
    expect(text).toContain(`npm run refund -- --order ${order.number} --all`);
    expect(text).toContain("Paid after refunds $32.66");
    expect(html).not.toMatch(BUYER);
    expect(html).not.toContain(order.link);
  });

  it("offers no refund where nothing remains paid", () => {
    const refunded = anOrder(aSession({ status: "completed" }), { status: "refunded" });
    expect(renderToStaticMarkup(<OrderCommands order={refunded} />)).not.toContain("npm run refund");
  });

  it("has no heading for commands where nothing is left to do, and a line that ends within no option where there is", () => {
    const canceled = { ...anOrder(aSession({ status: "completed" })), status: "canceled", canceledAt: NOON } as const;
    expect(renderToStaticMarkup(<OrderCommands order={canceled} />)).toBe("");
    expect(renderToStaticMarkup(<OrderCommands order={order} />)).toMatch(/<span class="inline-block[^>]*>--dry-run</);
  });
});
