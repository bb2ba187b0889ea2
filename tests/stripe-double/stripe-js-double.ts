/**
 * A stand-in for Stripe.js that knows embedded pages only: it shows the double's page in a frame.
 * `createEmbeddedCheckoutPage` is today's name and `initEmbeddedCheckout` the one before 2026-03-25.
 */
export const STRIPE_JS_DOUBLE = `(() => {
  const home = new URL(document.currentScript.src).origin;
  const embedded = async ({ clientSecret, fetchClientSecret, onComplete } = {}) => {
    const secret = clientSecret ?? (await fetchClientSecret());
    if (typeof secret !== "string" || !secret.includes("_secret_")) throw new Error("Stripe.js double: no client secret.");
    let frame = null;
    const onMessage = (message) => {
      if (message.origin === home && frame !== null && message.source === frame.contentWindow && message.data?.stripeDouble === "complete") onComplete?.();
    };
    return {
      mount(place) {
        const holder = typeof place === "string" ? document.querySelector(place) : place;
        if (holder === null) throw new Error("Stripe.js double: no element " + place + " to mount to.");
        frame = document.createElement("iframe");
        frame.title = "Payment page of the Stripe double (not Stripe)";
        frame.src = home + "/c/embed/" + secret;
        frame.style.cssText = "width:100%;min-height:32rem;border:0";
        holder.append(frame);
        window.addEventListener("message", onMessage);
      },
      unmount() {
        frame?.remove();
        frame = null;
        window.removeEventListener("message", onMessage);
      },
      destroy() {
        this.unmount();
      },
    };
  };
  window.Stripe = (key) => {
    if (!String(key).startsWith("pk_test_")) throw new Error("Stripe.js double: a publishable test key is needed.");
    return { createEmbeddedCheckoutPage: embedded, initEmbeddedCheckout: embedded };
  };
  window.Stripe.isDouble = true;
})();
`;
