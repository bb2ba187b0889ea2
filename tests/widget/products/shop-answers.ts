import type { Product } from "#lib/catalog/product.ts";
import { productId } from "#lib/ids.ts";
import { productView } from "#lib/wire/product-view.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { readShelf, type Shelf } from "#widget/products/read-products.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";

const edge = { publicUrl: "https://shop.example.com", locale: "en-US" };

/** A product as the tools answer it, made by the server's own serializer. */
export const aView = (id: string, changes: Partial<Product> = {}): ProductView =>
  productView(aProduct({ id: productId(id), title: `Product ${id}`, ...changes }), edge, NOON);

/** What search_products answers. */
export const found = (products: readonly ProductView[], nextCursor: string | null = null) => ({
  products,
  next_cursor: nextCursor,
});

const JACKET: Partial<Product> = {
  groupId: "jacket",
  title: "Jacket",
  description: "For wet days.",
  imageUrl: "/pictures/rain-jacket-moss.svg",
};

/** A jacket in two sizes, the larger of which cannot be had. */
export const jackets = {
  product: aView("jacket-s", { ...JACKET, variant: { Size: "S" } }),
  variants: [
    aView("jacket-m", {
      ...JACKET,
      variant: { Size: "M" },
      availability: "out_of_stock",
      imageUrl: "/pictures/rain-jacket-night.svg",
    }),
  ],
};

export function shelfOf(structured: unknown): Shelf {
  const shelf = readShelf(structured);
  if (shelf === null) throw new Error("the widget cannot read what the server writes");
  return shelf;
}
