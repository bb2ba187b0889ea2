import { unreachable } from "#lib/invariant.ts";
import type { Browsing, ProductsEvent, ProductsPhase, Task } from "./products-phase.ts";
import type { Shelf } from "./read-products.ts";

export const FIRST: ProductsPhase = { phase: "waiting" };

/** What an event makes of the products on the screen. Pure; an event that a phase does not know changes nothing. */
export function nextProducts(now: ProductsPhase, event: ProductsEvent): ProductsPhase {
  switch (event.type) {
    case "host_missing":
      return now.phase === "waiting" ? { phase: "no_host" } : now;
    case "result_unreadable":
      return hasNothing(now) ? { phase: "unreadable" } : now;
    case "result_shown":
      if (now.phase === "checkout" && now.shelf === null) return { ...now, shelf: event.shelf };
      return hasNothing(now) ? browsing(event.shelf) : now;
    case "returned":
      return hasNothing(now) ? { phase: "checkout", structured: null, shelf: event.shelf } : now;
    case "products_returned":
      return now.phase === "checkout" && now.shelf !== null ? browsing(now.shelf, productOf(now.shelf)) : now;
    case "task_started":
    case "product_opened":
    case "checkout_prepared":
    case "task_failed":
    case "variant_chosen":
    case "list_returned":
      return now.phase === "browsing" ? whileBrowsing(now, event) : now;
    default:
      return unreachable(event);
  }
}

type BrowsingEvent = Extract<
  ProductsEvent,
  {
    type: "task_started" | "product_opened" | "checkout_prepared" | "task_failed" | "variant_chosen" | "list_returned";
  }
>;

/** An answer counts only while it is waited for: who went back meanwhile does not want it any more. */
function whileBrowsing(now: Browsing, event: BrowsingEvent): ProductsPhase {
  const { shelf } = now;
  const awaits = (kind: Task["kind"], id: string) => now.task?.kind === kind && now.task.productId === id;
  switch (event.type) {
    case "task_started":
      return now.task === null ? { ...now, task: event.task, notice: null } : now;
    case "product_opened": {
      const { variants, productId } = event;
      if (!awaits("opening", productId)) return now;
      return browsing({ view: "product", variants, chosenId: variants[0].id, list: shelf.list });
    }
    case "checkout_prepared":
      if (!awaits("ordering", event.productId)) return now;
      return { phase: "checkout", structured: event.structured, shelf };
    case "task_failed":
      return now.task?.productId === event.productId ? { ...now, task: null, notice: event.notice } : now;
    case "variant_chosen":
      if (shelf.view !== "product" || now.task !== null) return now;
      if (!shelf.variants.some(({ id }) => id === event.productId)) return now;
      return { ...now, shelf: { ...shelf, chosenId: event.productId }, notice: null };
    case "list_returned":
      return shelf.view === "product" && shelf.list !== null
        ? browsing({ view: "list", list: shelf.list }, shelf.variants[0].id)
        : now;
    default:
      return unreachable(event);
  }
}

const hasNothing = (now: ProductsPhase): boolean =>
  now.phase === "waiting" || now.phase === "no_host" || now.phase === "unreadable";

const browsing = (shelf: Shelf, leftId: string | null = null): Browsing => ({
  phase: "browsing",
  shelf,
  task: null,
  notice: null,
  leftId,
});

const productOf = (shelf: Shelf): string | null => (shelf.view === "product" ? shelf.chosenId : null);
