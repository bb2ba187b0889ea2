import type { CheckoutLink } from "#lib/ids.ts";
import { Notice } from "../../../components/notice.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";
import type { Stopped } from "../form-state.ts";
import { formAddress } from "../step.ts";

/** The way out when the form does not appear: a plain form, so that it works without JavaScript too. */
export function ServicePageForm({
  link,
  shown,
  stopped,
  texts,
}: {
  readonly link: CheckoutLink;
  /** The digest of the order that is paid here. */
  readonly shown: string;
  /** What came of the form that was sent last. */
  readonly stopped: Stopped | null;
  readonly texts: CheckoutTexts["servicePage"];
}) {
  return (
    <form method="post" action={formAddress(link, "service-page")} className="flex flex-col items-start gap-3">
      <input type="hidden" name="shown" value={shown} />
      {stopped === null ? null : <Notice tone={stopped.tone}>{stopped.message}</Notice>}
      <p className="text-muted">{texts.question}</p>
      <button type="submit" className="button button-quiet">
        {texts.open}
      </button>
    </form>
  );
}
