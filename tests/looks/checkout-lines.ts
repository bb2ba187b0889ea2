import { productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";
import { aProduct, type SessionOptions } from "../fixtures/builders.ts";

type Lines = NonNullable<SessionOptions["lines"]>;

export const candle = aProduct({
  id: productId("candle"),
  title: "Cabin scented candle",
  imageUrl: "/pictures/candle-fig.svg",
  price: money(3200, "USD"),
  salePrice: money(2800, "USD"),
});
export const boots = aProduct({
  id: productId("boots"),
  title: "Trail boots, walnut",
  imageUrl: "/pictures/boots-walnut.svg",
  price: money(18_900, "USD"),
});
export const twoLines: Lines = [
  { product: candle, quantity: 2 },
  { product: boots, quantity: 1 },
];

const SEVEN_MORE = [
  ["Linen candle", "candle-linen"],
  ["Wool socks, slate", "socks-slate"],
  ["Cedar board", "board-cedar"],
  ["Pocket knife, walnut", "pocket-knife-walnut"],
  ["Oat wool blanket", "blanket-oat"],
  ["Enamel mug, moss", "enamel-mug-moss"],
  ["Night compass", "compass-night"],
] as const;
export const nineLines: Lines = [
  candle,
  boots,
  ...SEVEN_MORE.map(([title, picture], index) =>
    aProduct({
      ...(index % 2 === 0 ? candle : boots),
      id: productId(picture),
      title,
      imageUrl: `/pictures/${picture}.svg`,
    }),
  ),
].map((product, index) => ({ product, quantity: index + 1 }));

/** The third is sent later than the others. */
export const linesInParcels: Lines = [
  ...twoLines,
  {
    product: aProduct({
      id: productId("hammock"),
      title: "Double hammock, sand",
      price: money(6400, "USD"),
      availability: "pre_order",
      availableFrom: new Date("2026-07-01T00:00:00Z"),
    }),
    quantity: 1,
  },
];

/** The same, and one of which nobody knows when it is sent. */
export const linesWithoutDate: Lines = [
  ...linesInParcels,
  {
    product: aProduct({
      id: productId("rucksack"),
      title: "Tramp waxed canvas backpack, coal, 32 litres",
      price: money(14_900, "USD"),
      availability: "backorder",
    }),
    quantity: 1,
  },
];

/** Why the server saves no third candle. */
export const NOT_ENOUGH: CheckoutProblem = { kind: "not_enough_stock", item: 0, title: candle.title, left: 2 };

const LONG =
  "Hand-finished double-walled expedition travel mug with interchangeable silicone lids and a lifetime repair promise";
/** Titles and a seller's name of many letters, and amounts of many digits. */
export const longLines: Lines = [
  {
    product: aProduct({
      title: LONG,
      sellerName: "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne Vertriebsgesellschaft mbH",
      price: money(99_999_99, "USD"),
      salePrice: money(88_888_88, "USD"),
    }),
    quantity: 99,
  },
  {
    product: aProduct({
      id: productId("x"),
      title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    }),
    quantity: 1,
  },
];
