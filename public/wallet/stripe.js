import { loadScript, withinPatience } from "../payment/waiting.js";

/**
 * Apple Pay takes no answer for a failure 30 seconds after the buyer confirmed; this is a little less.
 * https://developer.apple.com/documentation/applepayontheweb/applepaysession/onpaymentauthorized
 */
const SHEET_WAITS_MS = 25_000;
/** Which of the two events that name the wallets comes first is not documented. */
const OTHER_EVENT_MS = 1000;

/**
 * Stripe's Express Checkout Element. It is drawn from an amount alone, so that nothing is claimed before somebody presses; its
 * script is loaded from Stripe, as Stripe's rules ask for. https://docs.stripe.com/elements/express-checkout-element
 */
export async function open(slot, { publishableKey, scriptUrl, amount, currency, methods, stripeAccount }, press) {
  await loadScript(scriptUrl);
  const stripe = window.Stripe(publishableKey, stripeAccount === undefined ? undefined : { stripeAccount });
  const elements = stripe.elements({
    mode: "payment",
    amount: Number(amount),
    currency,
    allowedPaymentMethodTypes: methods.split(" "),
    locale: document.documentElement.lang,
  });
  // The checkout has name, e-mail and address, and tax and delivery are by those.
  const element = elements.create("expressCheckout", {
    // Only for the charge: where the page may not show whose e-mail address the checkout has, the wallet gives its own.
    emailRequired: press.payer() === null,
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
    let isAnswered = false;
    const answering = tokenOf(stripe, elements, payerOf(event, press.payer())).then((token) => press.send(token, shown));
    const answered = answering.then(() => {
      isAnswered = true;
    });
    await Promise.race([answered, pause(SHEET_WAITS_MS)]);
    // The page is still here: nothing was paid, and it says why; or nobody knows yet, and it says so.
    event.paymentFailed({ reason: "fail", ...(isAnswered ? {} : { message: press.isLate() }) });
    close();
  });
  const hasButtons = buttonsOf(element);
  element.mount(slot);
  if (!(await hasButtons)) return null;
  return {
    async follow(now) {
      await closed;
      await elements.update({ amount: Number(now.amount), currency: now.currency });
    },
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Whether any button is drawn. `availablepaymentmethodschange` says so; older scripts say it with `ready`, in a field that
 * newer ones call deprecated. https://docs.stripe.com/js/elements_object/express_checkout_element_availablepaymentmethodschange_event
 */
function buttonsOf(element) {
  return new Promise((resolve, reject) => {
    element.on("availablepaymentmethodschange", ({ paymentMethods }) =>
      resolve(Object.values(paymentMethods ?? {}).some((method) => method?.available === true)),
    );
    element.on("ready", async ({ availablePaymentMethods }) => {
      if (Object.values(availablePaymentMethods ?? {}).includes(true)) return resolve(true);
      await pause(OTHER_EVENT_MS);
      resolve(false);
    });
    element.on("loaderror", ({ error }) => reject(new Error(error.message)));
  });
}

/** What the wallet says of who pays, and the checkout where it says nothing. */
function payerOf({ billingDetails }, payer) {
  const [name, email] = ["name", "email"].map((part) => billingDetails?.[part] || payer?.[part] || null);
  return { ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) };
}

/** Empty when the wallet gave nothing to pay with, or not in time. https://docs.stripe.com/js/confirmation_tokens/create_confirmation_token */
async function tokenOf(stripe, elements, payer) {
  const make = async () => {
    const { error: incomplete } = await elements.submit();
    if (incomplete !== undefined) return "";
    const params = { payment_method_data: { billing_details: payer } };
    const { confirmationToken } = await stripe.createConfirmationToken({ elements, params });
    return confirmationToken?.id ?? "";
  };
  try {
    return await withinPatience(make());
  } catch {
    return "";
  }
}
