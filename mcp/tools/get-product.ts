import { productId } from "#lib/ids.ts";
import { productView } from "#lib/wire/product-view.ts";
import { getProductInput, getProductOutput } from "#lib/wire/tool-contract.ts";
import { productLine } from "../product-text.ts";
import { TEXTS } from "../texts.ts";
import { defineTool } from "../tool.ts";
import { PRODUCTS_WIDGET_URI, toolMeta } from "../tool-meta.ts";

export const getProduct = defineTool({
  name: "get_product",
  title: "Show a product",
  description:
    "Answers one product with its description, price, availability and other variants (sizes, colours). Changes nothing.",
  input: getProductInput,
  output: getProductOutput,
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Reads one product and its variants from the catalogue and stores nothing.",
    destructiveHint: "Changes no data, so nothing can be lost.",
    openWorldHint: "Reads this shop's own catalogue, which is bounded and private to it, and writes nowhere.",
  },
  meta: toolMeta({
    invoking: "Looking at the product",
    invoked: "Looked at the product",
    renders: PRODUCTS_WIDGET_URI,
    fromWidget: true,
  }),
  async run(verbs, input, { edge, caller }) {
    const found = await verbs.product(productId(input.id));
    if (found === null)
      return {
        kind: "problems",
        problems: [{ field: "id", code: "invalid", message: TEXTS.unknownProduct(input.id) }],
      };
    const viewEdge = { publicUrl: edge.publicUrl, locale: caller.locale };
    const product = productView(found.product, viewEdge, found.now, found.notForSale(found.product));
    const variants = found.variants
      .filter((variant) => variant.id !== found.product.id)
      .map((variant) => productView(variant, viewEdge, found.now, found.notForSale(variant)));
    const others =
      variants.length === 0
        ? []
        : [TEXTS.otherVariants, ...variants.map((variant) => productLine(variant, caller.locale))];
    return {
      kind: "answer",
      structured: { product, variants },
      text: [TEXTS.products(1), productLine(product, caller.locale), product.url, ...others].join("\n"),
    };
  },
});
