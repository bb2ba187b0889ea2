import type { StepResult } from "#app/checkout/[link]/form/step-call.ts";
import { payByWallet } from "#app/checkout/[link]/form/wallet.ts";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { readPartialAddress } from "#lib/wire/address/read-address.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";

/** What the wallet has kept of its owner. */
export const GRACE = {
  email: "grace@example.com",
  name: "Grace Hopper",
  line_one: "500 Congress Ave",
  city: "New York",
  state: "NY",
  postal_code: "10001",
  country: "US",
};

export type Page = { readonly session: CheckoutSession; readonly storefront: Storefront };

/** What the page is answered for the place alone, as a wallet names it before it is confirmed. */
export function previewOf({ session, storefront }: Page, place: Partial<typeof GRACE> = {}, delivery?: string) {
  const { country, state, city, postal_code } = { ...GRACE, ...place };
  const address = readPartialAddress({ country, state, city, postal_code });
  if (address === null) throw new Error("no country");
  const deliveryOptionIds = delivery === undefined ? [] : [delivery];
  const shown = shownDigest(session);
  return storefront.previewCheckout({ sessionId: session.id, address, deliveryOptionIds, shown });
}

/** What the sheet then shows. */
export async function sheetOf(...sheet: Parameters<typeof previewOf>) {
  const outcome = await previewOf(...sheet);
  if (outcome.kind !== "previewed") throw new Error(outcome.kind);
  return outcome.session;
}

export const messageOf = (result: StepResult) =>
  result.kind === "answered" && result.answer.kind === "stopped" ? result.answer.message : JSON.stringify(result);

export async function storedIn({ context }: TestShop, id: SessionId): Promise<CheckoutSession> {
  const session = await context.store.session(id);
  if (session === null) throw new Error("no such session");
  return session;
}

/** Confirms the sheet: what the form of the page sends. */
export async function confirmIn(
  shop: TestShop,
  { session, storefront }: Page,
  token: string,
  fields: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ wallet_token: token, ...fields })) form.set(name, value);
  const now = await storedIn(shop, session.id);
  return payByWallet({
    form,
    session: now,
    storefront,
    details: storefront.shownDetails(now),
    locale: "en-US",
    texts: checkoutTexts("en-US"),
    typing: () => storefront,
  });
}
