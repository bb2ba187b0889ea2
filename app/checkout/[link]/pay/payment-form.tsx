"use client";

import { useEffect, useRef, useState } from "react";
import type { EmbeddedForm } from "#lib/payments/provider.ts";
import { Notice } from "../../../components/notice.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";

/** What the component of every provider's form is given. */
export type FormProps = Pick<EmbeddedForm, "parameters"> & { readonly texts: CheckoutTexts["paymentForm"] };

/** A form that the provider's script has made. */
export type MountedForm = { mount(place: HTMLElement): void; destroy(): void };

/** The place of a payment form on our page. `open` makes the form; the buyer reads where else to pay when it rejects. */
export function PaymentForm({
  open,
  texts,
}: {
  readonly open: () => Promise<MountedForm>;
  readonly texts: CheckoutTexts["paymentForm"];
}) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  useEffect(() => {
    let isGone = false;
    let mounted: MountedForm | null = null;
    if (!hasOwnDocument()) return location.reload();
    const show = async () => {
      const form = await open();
      if (isGone || place.current === null) return form.destroy();
      mounted = form;
      form.mount(place.current);
      setState("shown");
    };
    show().catch(() => {
      if (!isGone) setState("failed");
    });
    return () => {
      isGone = true;
      mounted?.destroy();
    };
  }, [open]);
  return (
    <>
      {state === "failed" ? (
        <Notice tone="danger" title={texts.failedTitle}>
          {texts.failedText}
        </Notice>
      ) : null}
      <section aria-label={texts.title} aria-busy={state === "loading"} className="card min-h-96 p-2 sm:p-4">
        {state === "loading" ? <output className="block p-3 text-muted">{texts.loading}</output> : null}
        <div ref={place} />
      </section>
    </>
  );
}

/**
 * A page that Next showed without a new document still has the content policy of the page before, which lets in no
 * script of a payment service.
 */
function hasOwnDocument(): boolean {
  const [loaded] = performance.getEntriesByType("navigation");
  return loaded === undefined || new URL(loaded.name).pathname === location.pathname;
}
