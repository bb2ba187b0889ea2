import { formatMoney } from "../../../money.ts";
import type { AmountRefusal } from "../../../payments/provider.ts";

/** Why a total cannot be paid; `limit` is written for the reader. */
type AmountTexts = {
  readonly too_low: (limit: string) => string;
  readonly too_high: (limit: string) => string;
  readonly refused: string;
  readonly not_exact: string;
};

export const amountText =
  (texts: AmountTexts) =>
  (why: AmountRefusal, locale: string): string =>
    why.kind === "too_low" || why.kind === "too_high"
      ? texts[why.kind](formatMoney(why.limit, locale))
      : texts[why.kind];
