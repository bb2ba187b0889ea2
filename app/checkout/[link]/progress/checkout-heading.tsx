import { missingDetails } from "#lib/checkout/session.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import type { CheckoutPart } from "../checkout-part.ts";
import { askedDetails } from "./asked-details.ts";

type Props = Parameters<typeof askedDetails>[0] & { readonly part: CheckoutPart; readonly locale: string };

/**
 * The page's heading, and in a sentence what is still to be done before Pay: the only place that says it. It stays on the
 * page from step to step, so that a screen reader says its new words when the buyer pauses. Empty while it would be wrong:
 * where nothing can be done, where only another browser can, and while what is there already is changed.
 */
export function CheckoutHeading(props: Props) {
  return (
    <>
      <h1 className="text-heading">{checkoutTexts(props.locale).checkout}</h1>
      <output id="progress" className="mt-2 mb-6 block text-muted sm:mb-8">
        {progressText(props)}
      </output>
    </>
  );
}

function progressText({ part, locale, ...asking }: Props): string {
  const texts = checkoutTexts(locale);
  if (part === "none") return "";
  if (part === "pay") return texts.allFilledIn;
  const { session, details } = asking;
  const isAsked =
    session.buyer === null || missingDetails(session).some((detail) => detail !== "tax" && detail !== "seller");
  if (!details.mayChange || !isAsked) return "";
  return texts.fillIn[askedDetails(asking)];
}
