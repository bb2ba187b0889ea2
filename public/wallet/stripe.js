import { loadScript, withinPatience } from "../payment/waiting.js";

/**
 * Apple Pay takes no answer for a failure 30 seconds after the buyer confirmed; this is a little less.
 * https://developer.apple.com/documentation/applepayontheweb/applepaysession/onpaymentauthorized
 */
const SHEET_WAITS_MS = 25_000;
/** Which of the two events that name the wallets comes first is not documented. */
const OTHER_EVENT_MS = 1000;

/** The delivery in a sheet that has no place yet; no order has it. */
const TO_COME = "to_come";

/**
 * Stripe's Express Checkout Element. It is drawn from an amount alone, so that nothing is claimed before somebody presses; its
 * script is loaded from Stripe, as Stripe's rules ask for. https://docs.stripe.com/elements/express-checkout-element
 */
export async function open(slot, { publishableKey, scriptUrl, amount, currency, methods, stripeAccount }, press) {
  if (window.Stripe === undefined) await loadScript(scriptUrl);
  const stripe = window.Stripe(publishableKey, stripeAccount === undefined ? undefined : { stripeAccount });
  const elements = stripe.elements({
    mode: "payment",
    amount: Number(amount),
    currency,
    allowedPaymentMethodTypes: methods.split(" "),
    locale: document.documentElement.lang,
  });
  const element = elements.create("expressCheckout", optionsFor(press));
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
  element.on("cancel", () => {
    close();
    press.closed();
  });
  if (press.asks === "address")
    showDelivery(element, elements, press, (now) => {
      shown = now;
    });
  element.on("confirm", async (event) => {
    let isAnswered = false;
    const making = tokenOf(stripe, elements, payerOf(event, press.payer()));
    const answered = making
      .then((token) => press.send(token, shown, detailsOf(event)))
      .then(() => {
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
    closed: () => closed,
    end: () => element.destroy(),
  };
}

/**
 * What the element collects: nothing that the checkout has. A card's charge has a name and an e-mail address besides, so that a
 * wallet gives its own where the page may not show whose the checkout has. Nothing here needs a phone number.
 * https://docs.stripe.com/js/elements_object/create_express_checkout_element
 */
function optionsFor({ asks, countries, delivery, payer }) {
  return {
    emailRequired: asks !== "nothing" || payer() === null,
    phoneNumberRequired: false,
    shippingAddressRequired: asks === "address",
    // Where nothing is sent, the name comes with it.
    billingAddressRequired: asks === "person",
    ...(asks === "address" ? { shippingRates: [{ id: TO_COME, displayName: delivery, amount: 0 }] } : {}),
    ...(asks === "address" && countries !== null ? { allowedShippingCountries: countries } : {}),
    paymentMethods: { amazonPay: "never", klarna: "never", paypal: "never" },
    buttonHeight: 48,
  };
}

/**
 * Answers the sheet for each place and delivery that is chosen in it, with the total of the server. Of a place it says country,
 * state, postal code and city, of which some wallets shorten the postal code.
 * https://docs.stripe.com/js/elements_object/express_checkout_element_shippingaddresschange_event
 */
function showDelivery(element, elements, press, show) {
  let where = {};
  const update = async (event, delivery) => {
    try {
      const answer = await press.preview(where, delivery);
      if (answer.kind !== "offered") return event.reject();
      const { amount, currency } = answer.parameters;
      await elements.update({ amount: Number(amount), currency });
      show(answer.shown);
      event.resolve(delivery === "" ? { shippingRates: ratesOf(answer) } : {});
    } catch {
      event.reject();
    }
  };
  element.on("shippingaddresschange", (event) => {
    const { country, state, city, postal_code } = event.address;
    where = { country: country ?? "", state: state ?? "", city: city ?? "", postal_code: postal_code ?? "" };
    return update(event, "");
  });
  element.on("shippingratechange", (event) => update(event, event.shippingRate.id));
}

const ratesOf = ({ rates, parameters }) => {
  const amounts = parameters.rates.split(" ");
  return rates.map(({ id, title, detail }, index) => ({
    id,
    displayName: title,
    amount: Number(amounts[index]),
    ...(detail === "" ? {} : { deliveryEstimate: detail }),
  }));
};

/** What the wallet gives of who buys, and where it goes; the page's form takes what it asked for. */
function detailsOf({ billingDetails, shippingAddress, shippingRate }) {
  const { line1, line2, city, state, postal_code, country } = shippingAddress?.address ?? {};
  return {
    email: billingDetails?.email,
    name: shippingAddress?.name || billingDetails?.name,
    line_one: line1,
    line_two: line2,
    city,
    state,
    postal_code,
    country,
    delivery: shippingRate?.id,
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
