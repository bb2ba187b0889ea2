import { REFUSALS, TO_THE_SHOP, type RefusalStatus } from "../texts.ts";

/** What a page of the front door says, by status. */
export type RefusalTexts = Readonly<Record<RefusalStatus, { readonly title: string; readonly text: string }>> & {
  readonly toTheShop: string;
};

export const en: RefusalTexts = { ...REFUSALS, toTheShop: TO_THE_SHOP };
