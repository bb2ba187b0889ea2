import type { CheckoutSession } from "#lib/checkout/session.ts";
import { localeOfRequest } from "#lib/http/reader-locale.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { formStorefront } from "./form-storefront.ts";
import { readCheckoutLink } from "./link-part.ts";
import { readPostedForm, refusal } from "./posted-form.ts";

export type PostedCheckout =
  | { readonly kind: "refused"; readonly response: Response }
  | {
      readonly kind: "posted";
      readonly form: FormData;
      readonly storefront: Storefront;
      readonly session: CheckoutSession;
      readonly locale: string;
    };

/** What a script of the checkout page asks by a form, and about which order: `part` is the link in its address. */
export async function readPostedCheckout(request: Request, part: string): Promise<PostedCheckout> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted;
  const link = readCheckoutLink(part);
  if (link === null) return { kind: "refused", response: refusal(request, 404) };
  const storefront = formStorefront(await runtime(), request, link);
  const state = await storefront.readOrder({ link });
  if (state === null) return { kind: "refused", response: refusal(request, 404) };
  const locale = localeOfRequest((name) => request.headers.get(name));
  return { kind: "posted", form: posted.form, storefront, session: state.session, locale };
}
