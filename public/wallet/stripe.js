import { loadScript } from "../payment/waiting.js";

/**
 * Stripe's Express Checkout Element. It is drawn from an amount alone, so that nothing is claimed before somebody presses; its
 * script is loaded from Stripe, as Stripe's rules ask for. https://docs.stripe.com/elements/express-checkout-element
 */
export async function open(slot, { publishableKey, scriptUrl, amount, currency, methods }, press) {
  await loadScript(scriptUrl);
  const stripe = window.Stripe(publishableKey);
  const elements = stripe.elements({
    mode: "payment",
    amount: Number(amount),
    currency,
    allowedPaymentMethodTypes: methods.split(" "),
    locale: document.documentElement.lang,
  });
  // The checkout has name, e-mail and address, and tax and delivery are by those.
  const element = elements.create("expressCheckout", {
    emailRequired: false,
    phoneNumberRequired: false,
    shippingAddressRequired: false,
    billingAddressRequired: false,
    paymentMethods: { amazonPay: "never", klarna: "never", paypal: "never" },
    buttonHeight: 48,
  });
  let shown = null;
  // A sheet keeps the amount that it was opened with, so another one waits until it is closed.
  let closed = Promise.resolve();
  let close = () => undefined;
  element.on("click", (event) => {
    shown = press.begin();
    if (shown === null) return event.reject();
    closed = new Promise((resolve) => {
      close = resolve;
    });
    event.resolve();
  });
  element.on("cancel", () => close());
  element.on("confirm", async (event) => {
    await press.send(await tokenOf(stripe, elements), shown);
    // The page is still here, so nothing was paid, and it says why.
    event.paymentFailed({ reason: "fail" });
    close();
  });
  const hasButtons = new Promise((resolve, reject) => {
    element.on("ready", ({ availablePaymentMethods }) => resolve(availablePaymentMethods !== undefined));
    element.on("loaderror", ({ error }) => reject(new Error(error.message)));
  });
  element.mount(slot);
  if (!(await hasButtons)) return null;
  return {
    async follow(now) {
      await closed;
      await elements.update({ amount: Number(now.amount), currency: now.currency });
    },
  };
}

/** Empty when the wallet gave nothing to pay with. */
async function tokenOf(stripe, elements) {
  try {
    const { error: incomplete } = await elements.submit();
    if (incomplete !== undefined) return "";
    const { confirmationToken } = await stripe.createConfirmationToken({ elements });
    return confirmationToken?.id ?? "";
  } catch {
    return "";
  }
}
