import type { Shelf, Variants } from "./read-products.ts";

/** What a tool was called for; no other call begins before it is answered. */
export type Task = { readonly kind: "opening" | "ordering"; readonly productId: string };
/** Why a call led to nothing. `server_text` is the server's own sentence. */
export type Notice = { readonly kind: "no_answer" } | { readonly kind: "server_text"; readonly text: string };

export type Browsing = {
  readonly phase: "browsing";
  readonly shelf: Shelf;
  readonly task: Task | null;
  readonly notice: Notice | null;
  /** The product that the buyer comes back from; the reading goes on there. */
  readonly leftId: string | null;
};
/** What the widget shows. Each phase owns its data. */
export type ProductsPhase =
  | { readonly phase: "waiting" | "no_host" | "unreadable" }
  | Browsing
  | {
      readonly phase: "checkout";
      /** The answer of checkout_session; null where the host remembers the session and nothing else is known of it. */
      readonly structured: unknown;
      /** What the buyer goes back to. */
      readonly shelf: Shelf | null;
    };

export type ProductsEvent =
  | { readonly type: "host_missing" | "result_unreadable" }
  | { readonly type: "result_shown"; readonly shelf: Shelf }
  /** The widget was here before, with a checkout open. */
  | { readonly type: "returned"; readonly shelf: Shelf | null }
  | { readonly type: "task_started"; readonly task: Task }
  | { readonly type: "product_opened"; readonly productId: string; readonly variants: Variants }
  | { readonly type: "checkout_prepared"; readonly productId: string; readonly structured: unknown }
  | { readonly type: "task_failed"; readonly productId: string; readonly notice: Notice }
  | { readonly type: "variant_chosen"; readonly productId: string }
  | { readonly type: "list_returned" }
  | { readonly type: "products_returned" };
