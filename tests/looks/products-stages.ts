import type { Product } from "#lib/catalog/product.ts";
import { money } from "#lib/money.ts";
import { aProduct } from "../fixtures/builders.ts";
import { aView, found, jackets } from "../widget/products/shop-answers.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import type { Stage } from "./staged-widget.ts";

const productsStage = (name: string, shown: unknown, more: Partial<Stage> = {}): Stage => ({
  name: `products-${name}`,
  widget: "products",
  shown,
  ...more,
});
const alone = (changes: Partial<Product>) => ({ product: aView("one", changes), variants: [] });

const LANTERN: Partial<Product> = {
  title: "Harbour LED lantern",
  description: "A lantern for the porch and the tent. It burns for forty hours and is charged by any cable.",
  imageUrl: "/pictures/lantern-coal.svg",
};
const LONG: Partial<Product> = {
  title:
    "Hand-finished double-walled expedition travel mug with interchangeable silicone lids and a lifetime repair promise",
  sellerName: "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne Vertriebsgesellschaft mbH",
  imageUrl: "/pictures/bottle-ice.svg",
  description: "It keeps tea hot for a day. ".repeat(20),
  price: money(9_999_999, "USD"),
  salePrice: money(8_888_888, "USD"),
};
const ARABIC: Partial<Product> = {
  title: "دلة قهوة نحاسية 1.5 لتر (تقليدية)",
  sellerName: "متجر الواحة",
  imageUrl: "/pictures/dallah-brass.svg",
  description: "دلة من النحاس المطروق، تتسع لـ 1.5 لتر (حوالي 12 فنجانًا).\nصنعت يدويًا في الرياض!",
  price: money(34_900, "SAR"),
};
const YEN: Partial<Product> = {
  title: "茶筒 藍",
  description: "藍色の茶筒。茶葉100gが入ります。",
  imageUrl: "/pictures/canister-indigo.svg",
  price: money(12_800, "JPY"),
  salePrice: money(9800, "JPY"),
};

const DATES: Partial<Product> = {
  ...ARABIC,
  title: "تمر سكري",
  imageUrl: "/pictures/dates-rose.svg",
  description: "تمر سكري من القصيم، في علبة من كيلوغرام واحد.",
  price: money(6900, "SAR"),
};

const rainJackets = (sizes: readonly string[], colors: readonly string[]) => {
  const all = colors.flatMap((color) =>
    sizes.map((size) =>
      aView(`rain-jacket-${color}-${size}`.toLowerCase(), {
        groupId: "rain-jacket",
        title: "Rain jacket",
        description: "A light jacket for wet days. It packs into its own pocket.",
        price: money(12_900, "USD"),
        variant: { Color: color, Size: size },
        imageUrl: `/pictures/rain-jacket-${color.toLowerCase()}.svg`,
        ...(size === "XL" ? { availability: "out_of_stock" as const } : {}),
        ...(color === "Night" ? { price: money(13_900, "USD") } : {}),
      }),
    ),
  );
  const [product, ...variants] = all;
  return { product, variants };
};
const few = rainJackets(["S", "M", "XL"], ["Moss"]);
const many = rainJackets(["S", "M", "L", "XL"], ["Moss", "Night"]);

const mixed = found(
  [
    aView("lantern", LANTERN),
    aView("long", LONG),
    ...(few.product === undefined ? [] : [few.product]),
    ...few.variants,
    aView("sold-out", { title: "Camp chair", imageUrl: "/pictures/camp-chair-rust.svg", availability: "out_of_stock" }),
    aView("elsewhere", { title: "Backpack", imageUrl: "/pictures/backpack-coal.svg", isEligibleCheckout: false }),
    aView("no-picture", { title: "Cap", imageUrl: "/pictures/no-such-picture.svg" }),
    aView("arabic", ARABIC),
    aView("yen", YEN),
  ],
  "more",
);
const lanternOrder = anAnswer({ status: "not_ready", lines: [{ product: aProduct(LANTERN), quantity: 1 }] });
const three = found([
  aView("lantern", LANTERN),
  aView("boots", {
    title: "Trail boots, walnut",
    imageUrl: "/pictures/boots-walnut.svg",
    price: money(18_900, "USD"),
    salePrice: money(14_900, "USD"),
  }),
  aView("coffee", { title: "Coffee", imageUrl: "/pictures/coffee-pine.svg" }),
]);

/** The products widget in every state. */
export const PRODUCTS_STAGES: readonly Stage[] = [
  productsStage("loading", null),
  productsStage("no-host", null, { hasHost: false, seconds: 9 }),
  productsStage("unreadable", { messages: [] }),
  productsStage("none", found([])),
  productsStage("one-found", found([aView("lantern", LANTERN)])),
  productsStage("carousel-of-3", three),
  productsStage("carousel-of-8", mixed),
  productsStage("carousel-scrolled", mixed, {
    scroll: (page) =>
      page.locator(".shelf").evaluate((shelf) => {
        const isRightToLeft = getComputedStyle(shelf).direction === "rtl";
        shelf.scrollTo({ left: isRightToLeft ? -shelf.scrollWidth : shelf.scrollWidth });
      }),
  }),
  productsStage("ordering", three, { act: (page) => page.getByRole("button").first().click() }),
  productsStage("no-answer", three, {
    answers: { checkout_session: ["lost"] },
    act: (page) => page.getByRole("button").first().click(),
  }),
  productsStage("product", alone(LANTERN)),
  productsStage("product-from-list", found([...(few.product === undefined ? [] : [few.product]), ...few.variants]), {
    answers: { get_product: [{ structuredContent: few }] },
    act: (page) => page.getByRole("button").first().click(),
  }),
  productsStage("few-variants", few),
  productsStage("many-variants", many),
  productsStage("variant-sold-out", jackets, { act: (page) => page.getByRole("radio").last().click() }),
  productsStage("sold-out", alone({ ...LANTERN, availability: "out_of_stock" })),
  productsStage("not-sold-here", alone({ ...LANTERN, isEligibleCheckout: false })),
  productsStage("pre-order", alone({ ...LANTERN, availability: "pre_order" })),
  productsStage("no-picture", alone({ ...LANTERN, imageUrl: "/pictures/no-such-picture.svg" })),
  productsStage("long", alone(LONG)),
  productsStage("arabic", alone(ARABIC)),
  productsStage("carousel-arabic", found([aView("arabic", ARABIC), aView("dates", DATES)])),
  productsStage("yen", alone(YEN)),
  productsStage("checkout-in-place", three, {
    answers: { checkout_session: [{ structuredContent: lanternOrder }], choose_route: ["lost"] },
    act: async (page, say) => {
      await page.getByRole("button").first().click();
      await page.getByRole("heading", { name: say("Your order") }).waitFor();
    },
  }),
];
