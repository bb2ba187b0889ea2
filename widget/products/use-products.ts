import { useReducer } from "react";
import type { Host } from "../host/host.ts";
import { useArrivals } from "../host/use-arrivals.ts";
import { askCheckout, askProduct } from "./products-calls.ts";
import type { ProductsEvent, ProductsPhase, Task } from "./products-phase.ts";
import { FIRST, nextProducts } from "./products-state.ts";
import { readShelf } from "./read-products.ts";

/** What the buyer can do. The views call these and nothing else. */
export type ProductsActions = {
  /** Shows one product with its variants, in the place of the list. */
  open(productId: string): void;
  /** Prepares a checkout for one unit and shows it in the place of the products. */
  buy(productId: string): void;
  choose(productId: string): void;
  backToList(): void;
  /** From the checkout, which stays unpaid and expires. */
  backToProducts(): void;
  /** Opens a web page beside the chat; false when the host cannot, and the link then works by itself. */
  openPage(url: string): boolean;
};

/** Shows what a tool found and calls tools for the buyer: every effect of the products is here. */
export function useProducts(host: Host): { readonly products: ProductsPhase; readonly actions: ProductsActions } {
  const [products, dispatch] = useReducer(nextProducts, host, firstProducts);
  const isWaiting = products.phase === "checkout" ? products.shelf === null : products.phase !== "browsing";
  useArrivals(host, isWaiting, arrivals, dispatch);
  const start = (kind: Task["kind"], productId: string) => {
    if (products.phase !== "browsing" || products.task !== null) return;
    dispatch({ type: "task_started", task: { kind, productId } });
    void (kind === "opening" ? askProduct : askCheckout)(host, productId).then(dispatch);
  };
  const actions: ProductsActions = {
    open: (productId) => start("opening", productId),
    buy: (productId) => start("ordering", productId),
    choose: (productId) => dispatch({ type: "variant_chosen", productId }),
    backToList: () => dispatch({ type: "list_returned" }),
    backToProducts() {
      host.remember(null);
      dispatch({ type: "products_returned" });
    },
    openPage(url) {
      const { openExternal, openLink } = host.capabilities();
      if (openExternal || openLink) void host.openLink(url);
      return openExternal || openLink;
    },
  };
  return { products, actions };
}

/** What is there already is in the first picture, and not in the one after it. */
const firstProducts = (host: Host): ProductsPhase => arrivals(host).reduce(nextProducts, FIRST);

/** What came: the result that the widget was shown for. A checkout that the host remembers comes first. */
function arrivals(host: Host): readonly ProductsEvent[] {
  const shown = host.shownResult();
  const shelf = shown === null ? null : readShelf(shown.structured);
  const returned: readonly ProductsEvent[] = host.memory() === null ? [] : [{ type: "returned", shelf }];
  if (shelf !== null) return [...returned, { type: "result_shown", shelf }];
  return shown === null ? returned : [...returned, { type: "result_unreadable" }];
}
