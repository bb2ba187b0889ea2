import { anAddress, aProduct, someRules, type SessionOptions } from "../fixtures/builders.ts";
import type { Route } from "#lib/checkout/session.ts";
import { money } from "#lib/money.ts";
import { problemsText } from "#lib/wire/input-problems.ts";
import { declineText } from "#lib/wire/payment-messages.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { checkoutProblems } from "#mcp/checkout-problems.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { discountRule } from "../fixtures/shop-rules.ts";
import {
  candle,
  linesInParcels,
  linesWithoutDate,
  longLines,
  nineLines,
  NOT_ENOUGH,
  twoLines,
} from "./checkout-lines.ts";
import { REFUND, withOrderLife } from "./order-stages.ts";
import type { Stage } from "./staged-widget.ts";

type Act = NonNullable<Stage["act"]>;

/** A checkout as the tools return it, of two products unless others are given. */
const basket = (options: SessionOptions = {}, changes: Partial<CheckoutView> = {}): CheckoutView => ({
  ...anAnswer({ lines: twoLines, ...options }),
  ...changes,
});
const routed = (route: Route, checkout: CheckoutView) => ({
  structuredContent: {
    route,
    reason: `variant_${route}`,
    button_label: route === "instant" ? "Buy now" : "Continue to checkout",
    checkout,
  },
});
const answered = (checkout: CheckoutView) => ({ structuredContent: checkout });
const refused = (text: string) => ({ isError: true, content: [{ type: "text", text }] });

const checkoutStage = (name: string, shown: unknown, more: Partial<Stage> = {}): Stage => ({
  name: `checkout-${name}`,
  widget: "checkout",
  shown,
  ...more,
});
/** A checkout whose route is known. */
export const offered = (name: string, route: Route, shown: CheckoutView, more?: Partial<Stage>): Stage =>
  checkoutStage(name, shown, {
    ...(route === "instant" ? { sheet: "open" } : {}),
    ...more,
    answers: { choose_route: [routed(route, shown)], ...more?.answers },
  });
const status = (name: string, shown: CheckoutView, more: Partial<Stage> = {}): Stage =>
  checkoutStage(name, shown, { ...more, answers: { get_order_status: [answered(shown)], ...more.answers } });

/** Presses the first button with this in its name. */
const press =
  (english: string, filling: Readonly<Record<string, string>> = {}): Act =>
  (page, say) => {
    const name = filled(say(english), filling);
    return page.getByRole("button", { name }).first().click();
  };

const openTotal = press("Details and code");
const openDelivery = press("the delivery option");
const chooseLast: Act = async (page, say) => {
  await openDelivery(page, say);
  await page.getByRole("radio").last().click();
};

const missing = basket({ status: "not_ready" });
/** To a country that no delivery goes to. */
const nowhere = basket({ status: "not_ready", address: anAddress({ country: "AQ", region: "", postalCode: "" }) });
const nine = basket({ lines: nineLines, discountCodes: ["TEN"] });
const ready = basket();
const external = basket({ status: "awaiting_buyer", route: "external" });

const yenRules = {
  ...someRules,
  shipping: someRules.shipping.map((one) => ({ ...one, prices: [money(880, "JPY")], countries: ["JP"], freeFrom: [] })),
};
const yen = basket({
  lines: [
    {
      product: aProduct({ title: "茶筒 藍", imageUrl: "/pictures/canister-indigo.svg", price: money(12_800, "JPY") }),
      quantity: 3,
    },
  ],
  address: anAddress({
    name: "山田 花子",
    lineOne: "丸の内1-9-1",
    city: "千代田区",
    region: "東京都",
    country: "JP",
    postalCode: "100-0005",
  }),
  rules: yenRules,
});
const longNames: SessionOptions = {
  lines: longLines,
  address: anAddress({
    name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora",
    lineOne: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 1",
  }),
  discountCodes: ["TEN"],
};
const long = basket(longNames);
/** Only an order that cost nothing is canceled; what was paid is refunded. */
const free = basket({
  status: "completed",
  lines: [{ product: candle, quantity: 2 }],
  rules: {
    ...someRules,
    shipping: someRules.shipping.map((one) => ({ ...one, prices: [money(0, "USD")] })),
    discounts: [discountRule({ code: "GIFT", title: "Gift", effect: { kind: "percent", perMillion: 1_000_000 } })],
  },
  discountCodes: ["GIFT"],
});
const inParcels = basket({ lines: linesInParcels });
const withoutDate = basket({ lines: linesWithoutDate });
const arabic = basket({
  lines: [
    {
      product: aProduct({
        title: "دلة قهوة نحاسية 1.5 لتر (تقليدية)",
        sellerName: "متجر الواحة",
        imageUrl: "/pictures/dallah-brass.svg",
      }),
      quantity: 2,
    },
  ],
  address: anAddress({ name: "ليلى الحربي", lineOne: "12 شارع التحلية", city: "الرياض", region: "" }),
});

const declined = {
  messages: [
    {
      type: "error",
      code: "payment_declined",
      content_type: "plain",
      content: declineText("card_declined"),
    },
  ],
};

const paid = basket({ status: "completed" });

/** The checkout widget in every state. */
export const CHECKOUT_STAGES: readonly Stage[] = [
  checkoutStage("loading", null),
  checkoutStage("no-host", null, { hasHost: false, seconds: 9 }),
  checkoutStage("unreadable", { messages: [] }),
  checkoutStage("choosing-the-route", ready),
  offered("details-missing-instant", "instant", missing),
  offered("details-missing-external", "external", missing),
  offered("address-missing", "instant", missing, { act: press("Add delivery address") }),
  offered("address-wrong", "instant", missing, {
    act: async (page, say) => {
      await press("Add delivery address")(page, say);
      await press("Continue")(page, say);
    },
  }),
  offered("address-not-served", "instant", nowhere, { act: press("Give another address") }),
  offered("address-open", "instant", ready, { act: press("the delivery details") }),
  offered("delivery-open", "instant", ready, { act: openDelivery }),
  offered("total-open", "instant", ready, { act: openTotal }),
  offered("nine-items", "instant", nine),
  offered("nine-items-further", "instant", nine, { act: (page) => page.locator(".pager button").first().click() }),
  offered("nine-items-total", "instant", nine, { act: openTotal }),
  offered("ready-instant", "instant", ready),
  offered("ready-external", "external", ready),
  offered("saving", "instant", ready, { act: chooseLast }),
  offered("quantity-saving", "instant", ready, { act: press("One more: {name}", { name: candle.title }) }),
  offered("changed-by-the-model", "instant", ready, {
    answers: { get_order_status: [answered(basket({ lines: [{ product: candle, quantity: 3 }] }))] },
    act: (page) => page.evaluate(() => void window.dispatchEvent(new Event("focus"))),
  }),
  offered("not-saved", "instant", ready, {
    answers: { update_checkout: [refused(problemsText("update_checkout", checkoutProblems([NOT_ENOUGH])))] },
    act: press("One more: {name}", { name: candle.title }),
  }),
  offered("discount-applied", "instant", basket({ discountCodes: ["TEN"] }), { act: openTotal }),
  offered("discount-refused", "instant", basket({ discountCodes: ["NOSUCHCODE"] }), { act: openTotal }),
  offered("cancel-question", "external", ready, { act: press("Cancel order") }),
  offered("confirming", "instant", ready, {
    answers: { choose_route: [routed("instant", ready), "never"] },
    act: press("Buy now"),
  }),
  offered("sheet-open", "instant", ready, { act: press("Buy now") }),
  offered("sheet-left", "instant", ready, {
    sheet: {},
    answers: { get_order_status: [answered(ready)] },
    act: press("Buy now"),
  }),
  offered("sheet-left-nine-items", "instant", nine, {
    sheet: {},
    answers: { get_order_status: [answered(nine)] },
    act: press("Buy now"),
  }),
  offered("sheet-left-no-delivery-date", "instant", withoutDate, {
    sheet: {},
    answers: { get_order_status: [answered(withoutDate)] },
    act: press("Buy now"),
  }),
  offered("card-declined", "instant", ready, {
    sheet: declined,
    answers: { get_order_status: [answered(ready)] },
    act: press("Buy now"),
  }),
  offered("looking-up", "instant", ready, { sheet: {}, act: press("Buy now") }),
  checkoutStage("not-looked-up", ready, {
    memory: { sessionId: ready.id, doing: "basket" },
    answers: { get_order_status: [refused("no")] },
  }),
  status("paying", basket({ status: "paying" })),
  status("unresolved", basket({ status: "unresolved" })),
  status("unresolved-for-long", basket({ status: "unresolved" }), { seconds: 90 }),
  status("bank-asks", basket({ status: "awaiting_buyer" })),
  offered("on-the-sellers-page", "external", ready, { act: press("Continue to checkout") }),
  offered("page-blocked", "external", ready, { canOpenPages: false, act: press("Continue to checkout") }),
  status("page-open", external),
  status("page-open-for-long", external, { seconds: 400 }),
  status("paid", paid),
  checkoutStage("refunded", withOrderLife(paid, { status: "refunded" })),
  checkoutStage(
    "partially-refunded",
    withOrderLife(paid, {
      status: "partially_refunded",
      refunds: [REFUND],
      after_refunds: 26_718,
    }),
  ),
  checkoutStage("order-canceled", withOrderLife(free, { status: "canceled" })),
  checkoutStage("disputed", withOrderLife(paid, { payment_dispute: "open" })),
  checkoutStage("payment-returned", withOrderLife(paid, { payment_dispute: "returned" })),
  checkoutStage("payment-partly-returned", withOrderLife(paid, { payment_returned: 500 })),
  status("canceled", basket({ status: "canceled" })),
  status("expired", basket({ status: "expired" })),
  offered("two-parcels", "instant", inParcels),
  offered("two-parcels-delivery", "instant", inParcels, { act: openDelivery }),
  offered("no-delivery-date", "instant", withoutDate),
  offered("no-delivery-date-delivery", "instant", withoutDate, { act: openDelivery }),
  offered("long-names", "instant", long),
  status("long-names-paid", basket({ ...longNames, status: "completed" })),
  offered("yen", "instant", yen),
  offered("arabic", "instant", arabic),
];
