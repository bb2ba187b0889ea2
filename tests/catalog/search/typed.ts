import type { Product } from "#lib/catalog/product.ts";

/** What a product is, what somebody types who means it, and what is typed by somebody who means another one. */
export type Typed = {
  readonly product: Partial<
    Pick<Product, "title" | "brand" | "category" | "sku" | "gtin" | "mpn" | "offerId" | "variant">
  >;
  readonly found: readonly string[];
  readonly notFound?: readonly string[];
};

/** Found by the words as they are: hyphens, umlauts, numbers, plurals. */
export const TYPED: readonly Typed[] = [
  {
    product: { title: "Men's T-Shirt", brand: "Acme", sku: "TS-100", gtin: "0614141123452", mpn: "AX-77" },
    found: [
      "TS-100",
      "ts-100",
      "TS100",
      "ts 100",
      "Ts–100",
      "TS_100",
      "ＴＳ－１００",
      "acme ts-100",
      "shirt TS 100",
      "0614141123452",
      "614141123452",
      "00614141123452",
      "0 614141 123452",
      "0-614141-12345-2",
      "AX-77",
      "ax77",
      "AX 77",
      "ax-77 acme",
      "t-shirt",
      "T-Shirts",
      "tshirt",
      "tshirts",
      "t shirt",
      "t shirts",
      "shirt",
      "TSHIRT",
      "t‑shirt",
      "mens t-shirt",
      "men's tshirt",
      "men’s",
      "man shirt",
      "shirts for men",
    ],
    notFound: ["TS-1000", "TS-10", "0614141123453", "AX-7", "skirt"],
  },
  { product: { title: "Plain Tshirt" }, found: ["t-shirt", "t shirt", "tshirt", "T-SHIRTS"] },
  { product: { title: "Plain T Shirt" }, found: ["t-shirt", "t shirt", "tshirt"] },
  { product: { title: "GTIN of eight", gtin: "96385074" }, found: ["96385074", "00000096385074", "9638-5074"] },
  {
    product: { title: "GTIN of twelve", gtin: "012345678905" },
    found: ["012345678905", "12345678905", "0012345678905"],
  },
  { product: { title: "GTIN of fourteen", gtin: "10614141123459" }, found: ["10614141123459"] },
  { product: { title: "Wheel", mpn: "B.08/15-2" }, found: ["B.08/15-2", "b0815-2", "B 08 15 2", "b08152"] },
  {
    product: { title: "Trail-running shoe", category: "Sports > Shoes" },
    found: ["trail running shoe", "trail-running shoes", "trailrunning", "running shoes trail", "trail shoe"],
  },
  { product: { title: "Trailrunning shoe" }, found: ["trail running", "trail-running shoe", "trailrunning shoes"] },
  { product: { title: "Hoodie, Größe M" }, found: ["Größe", "groesse", "Grosse", "GRÖSSE", "größe m", "Gro\u0308ße"] },
  { product: { title: "Grosse Tasse" }, found: ["Große Tasse", "grosse tassen"] },
  { product: { title: "Groesse 38" }, found: ["Größe 38", "groesse"] },
  {
    product: { title: "Weißbierglas", variant: { Farbe: "Weiß" } },
    found: ["weiss", "weiß", "weissbierglas", "WEISSBIER"],
  },
  { product: { title: "Öl aus Kürbiskernen" }, found: ["oel", "öl", "kuerbis", "Kurbis", "Kürbiskern"] },
  { product: { title: "Café au lait bowl" }, found: ["cafe", "café", "CAFÉ", "cafes"] },
  { product: { title: "Smørbrød knife by Łódź Æther" }, found: ["smorbrod", "lodz", "aether", "SMØRBRØD", "knives"] },
  { product: { title: "İstanbul çay bardağı" }, found: ["istanbul", "cay bardagi", "ISTANBUL"] },
  { product: { title: "Ｗｉｆｉ　ルーター 抹茶セット" }, found: ["wifi", "抹茶", "ルーター", "茶", "WIFI 抹茶"] },
  { product: { title: "龍井茶 Dragon Well" }, found: ["龍井", "龍井茶", "井茶", "dragon well"] },
  { product: { title: "Water bottle 500 ml" }, found: ["500ml", "500 ml", "bottle 500ml", "bottles"] },
  { product: { title: "Bottle, 750ml" }, found: ["750 ml", "750ml"] },
  { product: { title: "Strawberry jam" }, found: ["strawberries", "strawberry", "jams"], notFound: ["straw hats"] },
  { product: { title: "Dried berries" }, found: ["berry", "berries"] },
  { product: { title: "Gift box" }, found: ["boxes", "gift boxes", "box"] },
  { product: { title: "Bread knife" }, found: ["knives", "knife"] },
  { product: { title: "Bookshelves" }, found: ["bookshelf", "bookshelves"] },
  { product: { title: "Glass" }, found: ["glasses", "glass"] },
  { product: { title: "Women's coat for children" }, found: ["woman coat", "child coat", "womens"] },
  { product: { title: "Tasse mit Henkel" }, found: ["Tassen", "Tasse", "tassen mit henkeln"] },
  { product: { title: "Schneidebrett aus Olivenholz" }, found: ["Schneidebretter", "schneidebrett"] },
  { product: { title: "Weinglas" }, found: ["Weingläser", "weinglaeser", "Weinglaser"] },
  { product: { title: "Weingläser, 6 Stück" }, found: ["Weinglas", "weinglaeser"] },
  { product: { title: "Wanderschuh" }, found: ["Wanderschuhe", "wanderschuhen"] },
  { product: { title: "Wanderschuhe" }, found: ["Wanderschuh"] },
  { product: { title: "Handtuch" }, found: ["Handtücher", "handtuecher"] },
  { product: { title: "Ball und Hut" }, found: ["Bälle", "Hüte", "baelle"] },
  { product: { title: "Leinenhemd" }, found: ["Leinenhemden"] },
  { product: { title: "Messe in h-Moll" }, found: ["Messe"], notFound: ["Messer"] },
  { product: { title: "Hip and butt pillow" }, found: ["pillows"], notFound: ["butter"] },
  { product: { title: "Baseball cap" }, found: ["caps"], notFound: ["rain cape"] },
  { product: { title: "Product line" }, found: ["lines"], notFound: ["linen"] },
  { product: { title: "Chapeau" }, found: ["chapeaux", "chapeau"] },
  { product: { title: "Mug", brand: "Bärenfänger & Söhne" }, found: ["baerenfaenger", "barenfanger sohne", "mug"] },
];

/** Found only when typing errors and words without their space are mended. */
export const MISTYPED: readonly Typed[] = [
  {
    product: { title: "Enamel lantern", brand: "Fernweh" },
    found: [
      "lantren",
      "lantrn",
      "lanterrn",
      "lamtern",
      "enamal lantern",
      "fernwhe",
      "enamellantern",
      "lanttern enamel",
    ],
    notFound: ["lagoon", "lntrn"],
  },
  { product: { title: "Jackets" }, found: ["jaket", "jakcet", "jackett", "jakets"] },
  { product: { title: "Kühlschrank" }, found: ["kuhlschrnak", "Kühlshcrank", "kuehlschrank"] },
  { product: { title: "Trail running vest" }, found: ["trailrunning", "trailrunning vest"] },
  { product: { title: "Groesse" }, found: ["Grosse"] },
];
