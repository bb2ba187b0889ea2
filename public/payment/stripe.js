/** Stripe's embedded page. Its script is loaded from Stripe, as Stripe's rules ask for. */
export async function open({ clientSecret, publishableKey, scriptUrl }) {
  await load(scriptUrl);
  return window.Stripe(publishableKey).createEmbeddedCheckoutPage({ fetchClientSecret: async () => clientSecret });
}

function load(address) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("the payment provider's script did not load")));
  });
  document.head.append(script);
  return loaded;
}
