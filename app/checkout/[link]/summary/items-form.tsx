import type { CheckoutLink } from "#lib/ids.ts";
import { Notice } from "../../../components/notice.tsx";
import type { Stopped } from "../form-state.ts";
import { formAddress } from "../step.ts";
import { ITEMS_FORM } from "./ids.ts";

/** What the buttons beside the items send, and what came of it. Says the new order to whoever does not see it change. */
export function ItemsForm({
  link,
  shown,
  order,
  stopped,
}: {
  readonly link: CheckoutLink;
  /** The digest of this page's order. */
  readonly shown: string;
  /** The order in a few words, each of which a screen reader says by itself. */
  readonly order: readonly string[];
  /** What came of the form that was sent last. */
  readonly stopped: Stopped | null;
}) {
  return (
    <form id={ITEMS_FORM} method="post" action={formAddress(link, "items")} className="-mt-5">
      <input type="hidden" name="shown" value={shown} />
      {stopped === null ? null : (
        <div className="pt-5">
          <Notice tone={stopped.tone} isUrgent>
            {stopped.message}
          </Notice>
        </div>
      )}
      <div aria-live="polite" aria-atomic="true" className="visually-hidden">
        {order.map((part) => (
          <p key={part}>{part}</p>
        ))}
      </div>
    </form>
  );
}
