import { CHECKOUT_TEXTS } from "../checkout.ts";

const {
  missingAtPayment,
  declines,
  refusals,
  confirmAtBank,
  amountNotTaken,
  changed,
  heldByOthers,
  noLongerSold,
  priceRaised,
  soldOut,
} = CHECKOUT_TEXTS;

/** Why a payment was not made, for the buyer: in English as on the wire. */
export const en = {
  missingAtPayment,
  declines,
  refusals,
  confirmAtBank,
  amountNotTaken,
  changed,
  heldByOthers,
  noLongerSold,
  priceRaised,
  soldOut,
};
export type PaymentTexts = typeof en;
