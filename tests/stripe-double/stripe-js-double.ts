/**
 * A stand-in for Stripe.js that knows embedded pages, which it shows in a frame, and the Express Checkout Element.
 * `createEmbeddedCheckoutPage` is today's name and `initEmbeddedCheckout` the one before 2026-03-25. A test chooses what the
 * wallet does by `window.stripeDouble`: `{ wallet: "none" | "late", card: "pm_card_visa", names: "change" | "ready" | "ready first" }`,
 * the last one by which events it names its wallets. `window.stripeDouble.payer` is what the wallet says of who pays. Asked for
 * an address it names `place` first, a part of one, then the delivery that is called `rate`, and `address` with the confirmation.
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
  const settings = () => ({ wallet: "there", card: "pm_card_visa", names: "ready first", payer: {}, place: {}, address: {}, rate: null, ...window.stripeDouble });
  const AT_HOME = { line1: "500 Congress Ave", line2: null, city: "New York", state: "NY", postal_code: "10001", country: "US" };
  // Everything is in the merchant's page here; Stripe's own is in a frame of Stripe's.
  const expressCheckout = (group, options) => {
    const listeners = {};
    const emit = (type, event) => listeners[type]?.({ elementType: "expressCheckout", ...event });
    const button = document.createElement("button");
    if (options.shippingAddressRequired && !(options.shippingRates?.length > 0)) throw new Error("Stripe.js double: shippingRates are needed to ask for an address.");
    const pressed = () => {
      let answered = false;
      const answer = (act) => () => {
        if (!answered) act();
        answered = true;
      };
      const confirm = (delivery = {}) => emit("confirm", {
        expressPaymentType: "google_pay",
        billingDetails: { name: options.billingAddressRequired ? "Grace Hopper" : "", email: options.emailRequired ? "wallet@example.com" : undefined, ...settings().payer },
        ...delivery,
        paymentFailed: ({ message } = {}) => {
          button.dataset.failed = String(Number(button.dataset.failed ?? 0) + 1);
          if (message !== undefined) button.dataset.message = message;
        },
      });
      // The sheet closes at a place that is refused; each change is answered once.
      const change = (type, event) => new Promise((resolve) => {
        emit(type, { ...event, resolve: (details = {}) => resolve(details), reject: () => resolve(null) });
      });
      const choose = async () => {
        const { line1, line2, ...home } = AT_HOME;
        const refused = () => {
          button.dataset.refused = String(Number(button.dataset.refused ?? 0) + 1);
          emit("cancel", {});
        };
        const offered = await change("shippingaddresschange", { name: "Grace Hopper", address: { ...home, ...settings().place } });
        if (offered === null) return refused();
        const rates = offered.shippingRates ?? options.shippingRates;
        if (!rates.every(({ id, displayName, amount }) => typeof id === "string" && displayName !== "" && Number.isInteger(amount))) throw new Error("Stripe.js double: a shipping rate needs id, displayName and amount.");
        button.dataset.rates = rates.map(({ displayName, amount }) => displayName + " " + amount).join("; ");
        const shippingRate = rates.find(({ displayName }) => displayName === settings().rate) ?? rates[0];
        if (shippingRate !== rates[0] && (await change("shippingratechange", { shippingRate })) === null) return refused();
        button.dataset.confirmed = group.amount + " " + group.currency;
        confirm({ shippingRate, shippingAddress: { name: "Grace Hopper", address: { ...AT_HOME, ...settings().place, ...settings().address } } });
      };
      emit("click", { expressPaymentType: "google_pay", resolve: answer(options.shippingAddressRequired ? choose : confirm), reject: answer(() => {}) });
      setTimeout(answer(() => { throw new Error("Stripe.js double: resolve was not called within a second."); }), 1000);
    };
    return {
      on(type, listener) {
        listeners[type] = listener;
        return this;
      },
      mount(place) {
        const { wallet } = settings();
        button.type = "button";
        button.textContent = "Wallet of the Stripe double (not Stripe)";
        button.style.cssText = "width:100%;height:" + (options.buttonHeight ?? 44) + "px;background:#000;color:#fff;border-radius:4px";
        button.addEventListener("click", pressed);
        group.onUpdate = () => void (button.dataset.amount = group.amount + " " + group.currency);
        group.onUpdate();
        const { names } = settings();
        const methods = wallet === "none" ? undefined : { applePay: false, googlePay: true, link: false };
        const paymentMethods = methods && Object.fromEntries(Object.entries(methods).map(([one, available]) => [one, { available }]));
        setTimeout(() => {
          if (methods !== undefined) place.append(button);
          emit("ready", names === "change" ? {} : { availablePaymentMethods: names === "ready" ? methods : undefined });
          if (names !== "ready") setTimeout(() => emit("availablepaymentmethodschange", { paymentMethods }), 50);
        }, wallet === "late" ? 20_000 : 50);
      },
      destroy: () => button.remove(),
    };
  };
  const elements = ({ mode, amount, currency, allowedPaymentMethodTypes } = {}) => {
    if (mode !== "payment" || !Number.isInteger(amount) || !Array.isArray(allowedPaymentMethodTypes)) throw new Error("Stripe.js double: mode, amount and allowedPaymentMethodTypes are needed.");
    const group = { amount, currency, onUpdate: () => {} };
    return {
      group,
      create(type, options) {
        if (type !== "expressCheckout") throw new Error("Stripe.js double: it has no element " + type + ".");
        return expressCheckout(group, options);
      },
      // Resolves when the elements have what changed, which takes a while.
      update: (changes) => new Promise((resolve) => setTimeout(() => {
        Object.assign(group, changes);
        group.onUpdate();
        resolve();
      }, 300)),
      submit: async () => ({}),
    };
  };
  const createConfirmationToken = (key, account) => async ({ params } = {}) => {
    const body = new URLSearchParams({ payment_method: settings().card });
    for (const [name, value] of Object.entries(params?.payment_method_data?.billing_details ?? {})) body.set("payment_method_data[billing_details][" + name + "]", value);
    const answer = await fetch(home + "/v1/confirmation_tokens", { method: "POST", body, headers: { authorization: "Bearer " + key, ...(account === undefined ? {} : { "stripe-account": account }) } });
    const made = await answer.json();
    return answer.ok ? { confirmationToken: made } : { error: made.error };
  };
  window.Stripe = (key, { stripeAccount } = {}) => {
    if (!String(key).startsWith("pk_test_")) throw new Error("Stripe.js double: a publishable test key is needed.");
    return { createEmbeddedCheckoutPage: embedded, initEmbeddedCheckout: embedded, elements, createConfirmationToken: createConfirmationToken(key, stripeAccount) };
  };
  window.Stripe.isDouble = true;
})();
`;
