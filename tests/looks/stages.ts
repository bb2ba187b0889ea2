import { CHECKOUT_STAGES } from "./checkout-stages.ts";
import { ORDER_STAGES } from "./order-stages.ts";
import { PRODUCTS_STAGES } from "./products-stages.ts";
import { REMEMBERED_STAGES } from "./remembered-stages.ts";
import { SELLERS_STAGES } from "./sellers-stages.ts";
import type { Stage } from "./staged-widget.ts";

/** All states of the checkout card. */
export const CARD_STAGES: readonly Stage[] = [
  ...CHECKOUT_STAGES,
  ...ORDER_STAGES,
  ...REMEMBERED_STAGES,
  ...SELLERS_STAGES,
];

/** The state of a widget that has this name. */
export function stageOf(name: string): Stage {
  const stage = [...PRODUCTS_STAGES, ...CARD_STAGES].find((one) => one.name === name);
  if (stage === undefined) throw new Error(`${name} is no state of a widget`);
  return stage;
}
