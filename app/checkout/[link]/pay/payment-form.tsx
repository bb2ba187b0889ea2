"use client";

import { useEffect, useRef, useState } from "react";
import type { EmbeddedForm } from "#lib/payments/provider.ts";
import { Notice } from "../../../components/notice.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";

type MountedForm = { mount(place: HTMLElement): void; destroy(): void };
type Service = {
  createEmbeddedCheckoutPage(options: { fetchClientSecret: () => Promise<string> }): Promise<MountedForm>;
};

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => Service;
  }
}

const PATIENCE_MS = 15_000;

/** Loads the payment service's script from the service, as its rules ask for, and shows its form. */
export function PaymentForm({
  clientSecret,
  publishableKey,
  scriptUrl,
  texts,
}: EmbeddedForm & { readonly texts: CheckoutTexts["paymentForm"] }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  useEffect(() => {
    let isGone = false;
    let mounted: MountedForm | null = null;
    if (!hasOwnDocument()) return location.reload();
    const show = async () => {
      await withinPatience(loadScript(scriptUrl));
      const service = window.Stripe?.(publishableKey);
      if (service === undefined) throw new Error("the payment service's script did not bring its form");
      const form = await withinPatience(
        service.createEmbeddedCheckoutPage({ fetchClientSecret: async () => clientSecret }),
      );
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
  }, [clientSecret, publishableKey, scriptUrl]);
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

/** One element for each address, however often the form is shown. */
async function loadScript(address: string): Promise<void> {
  if (window.Stripe !== undefined) return;
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  await new Promise<void>((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("the payment service's script did not load")));
    document.head.append(script);
  });
}

async function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  return Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}
