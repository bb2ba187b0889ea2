import type { AddressCompletion } from "../../completion/address-completion.ts";
import { googlePlaces } from "../../completion/google/places.ts";
import { simulatedCompletion } from "../../completion/simulated.ts";
import type { Config } from "../../config/config.ts";
import type { CompletionConfig } from "../../config/shop/completion.ts";
import { unreachable } from "../../invariant.ts";
import type { PurchaseContext } from "../../purchase/context.ts";
import { openTax } from "../tax/open-tax.ts";

/** Opens whoever the settings name to complete addresses; null: nobody does. */
function openCompletion(config: CompletionConfig): AddressCompletion | null {
  switch (config.kind) {
    case "none":
      return null;
    case "simulated":
      return simulatedCompletion;
    case "google":
      return googlePlaces(config);
    default:
      return unreachable(config);
  }
}

/** Whoever the settings name besides the payment provider: who says what the tax is, and who completes addresses. */
export const openServices = (
  config: Pick<Config, "tax" | "payment" | "completion">,
  now: () => Date,
): Pick<PurchaseContext, "tax" | "completion"> => ({
  tax: openTax(config, now),
  completion: openCompletion(config.completion),
});
