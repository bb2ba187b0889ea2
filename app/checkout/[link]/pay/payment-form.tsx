"use client";

import { useEffect, useRef, useState } from "react";
import type { EmbeddedForm } from "#lib/payments/provider.ts";
import { Notice } from "../../../components/notice.tsx";

/** What the component of every provider's form is given. */
export type FormProps = Pick<EmbeddedForm, "parameters">;

/** A form that the provider's script has made. */
export type MountedForm = { mount(place: HTMLElement): void; destroy(): void };

/** The place of a payment form on our page. `open` makes the form; the buyer is told where else to pay when it rejects. */
export function PaymentForm({ open }: { readonly open: () => Promise<MountedForm> }) {
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
        <Notice tone="danger" title="The payment form could not be shown">
          Nothing was charged. Please pay on the payment service&rsquo;s own page.
        </Notice>
      ) : null}
      <section aria-label="Payment form" aria-busy={state === "loading"} className="card min-h-96 p-2 sm:p-4">
        {state === "loading" ? (
          <output className="block p-3 text-muted">
            The payment form is loading. It needs JavaScript; without it, pay on the payment service&rsquo;s own page.
          </output>
        ) : null}
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
