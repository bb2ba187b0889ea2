import type { NotReadyWhy } from "../../sellers/split.ts";
import type { SellerView } from "../../wire/sellers/seller-view.ts";

const NOT_READY: Readonly<Record<NotReadyWhy, string | null>> = {
  // Its state says that.
  not_active: null,
  no_account: "cannot be paid: no account at the payment provider",
  cannot_receive: "cannot be paid: the account cannot receive money yet",
};

/** What keeps a seller from being paid who could be; null: nothing, or they do not sell. */
export const notReadyText = ({ not_ready: why, state }: Pick<SellerView, "not_ready" | "state">): string | null =>
  why === null || state === "closed" ? null : NOT_READY[why];

/** For an id that no seller has. `nearest`: ids that are written much like it. */
export const noSellerText = ({
  id,
  nearest = [],
}: {
  readonly id: string;
  readonly nearest?: readonly string[];
}): string => `There is no seller "${id}".${nearest.length === 0 ? "" : ` Did you mean ${nearest.join(" or ")}?`}`;
