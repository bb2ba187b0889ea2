export type StripeConfig = {
  readonly secretKey: string;
  /** The one in use first. */
  readonly webhookSecrets: readonly string[];
  readonly networkId: string | null;
  /** Null where buyers pay on Stripe's own page. */
  readonly publishableKey: string | null;
  /** Null for Stripe itself. */
  readonly apiUrl: string | null;
};

const NAMES = [
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_NETWORK_ID",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_CHECKOUT_UI",
  "STRIPE_API_URL",
] as const;
const PAGES = ["embedded_page", "hosted_page"] as const;

type Text = (name: string) => string | null;
type Wrong = (name: string, message: string) => void;

/**
 * The settings of Stripe, or null when another payment service is in use; then a value is an error, because it would
 * silently do nothing. Test keys in live mode, live keys in test mode and live keys at another address stop the start.
 */
export function readStripe(text: Text, wrong: Wrong): StripeConfig | null {
  if (text("PAYMENT_PROVIDER") !== "stripe") {
    for (const name of NAMES)
      if (text(name) !== null) wrong(name, "it is used only with PAYMENT_PROVIDER=stripe; remove it");
    return null;
  }
  const mode = text("PAYMENT_MODE") === "live" ? "live" : "test";
  const secretKey = keyOf("STRIPE_SECRET_KEY", /^(?:sk|rk)_(test|live)_\w+$/, mode, text, wrong);
  if (secretKey === null && text("STRIPE_SECRET_KEY") === null)
    wrong("STRIPE_SECRET_KEY", "PAYMENT_PROVIDER=stripe needs it; take a key that starts with sk_ or rk_");
  const publishableKey = keyOf("STRIPE_PUBLISHABLE_KEY", /^pk_(test|live)_\w+$/, mode, text, wrong);
  return {
    secretKey: secretKey ?? "",
    webhookSecrets: readSecrets(text, wrong),
    networkId: readNetworkId(mode, text, wrong),
    publishableKey: readPage(publishableKey, text, wrong) === "embedded_page" ? publishableKey : null,
    apiUrl: readApiUrl(text, wrong),
  };
}

function keyOf(name: string, form: RegExp, mode: string, text: Text, wrong: Wrong): string | null {
  const key = text(name);
  if (key === null) return null;
  const keyMode = form.exec(key)?.[1];
  // The message never repeats what was given: it may be a key in the wrong place.
  if (keyMode === undefined) wrong(name, "it has not the form of that key");
  else if (keyMode !== mode)
    wrong(name, `it is a ${keyMode} key and PAYMENT_MODE is ${mode}; use a ${mode} key or change the mode`);
  return key;
}

function readSecrets(text: Text, wrong: Wrong): readonly string[] {
  const secrets = (text("STRIPE_WEBHOOK_SECRET") ?? "")
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret !== "");
  if (secrets.length === 0)
    wrong(
      "STRIPE_WEBHOOK_SECRET",
      "without it nobody learns of payments made on Stripe's page; add the endpoint's secret",
    );
  else if (!secrets.every((secret) => /^whsec_\S+$/.test(secret)))
    wrong(
      "STRIPE_WEBHOOK_SECRET",
      "a secret starts with whsec_; write the one in use first, and after a comma the one before it",
    );
  return secrets;
}

function readNetworkId(mode: "test" | "live", text: Text, wrong: Wrong): string | null {
  const id = text("STRIPE_NETWORK_ID");
  if (id === null) return null;
  if (!/^profile_\w+$/.test(id)) wrong("STRIPE_NETWORK_ID", `"${id}" does not start with profile_`);
  else if (id.startsWith("profile_test_") !== (mode === "test"))
    wrong("STRIPE_NETWORK_ID", `it is not a profile of ${mode} mode, which PAYMENT_MODE names`);
  return id;
}

function readPage(publishableKey: string | null, text: Text, wrong: Wrong): (typeof PAGES)[number] {
  const requested = text("STRIPE_CHECKOUT_UI") ?? (publishableKey === null ? "hosted_page" : "embedded_page");
  const page = PAGES.find((one) => one === requested);
  if (page === undefined) wrong("STRIPE_CHECKOUT_UI", `"${requested}" is none of ${PAGES.join(", ")}`);
  if (page === "embedded_page" && publishableKey === null)
    wrong("STRIPE_PUBLISHABLE_KEY", "STRIPE_CHECKOUT_UI=embedded_page needs it");
  return page ?? "hosted_page";
}

function readApiUrl(text: Text, wrong: Wrong): string | null {
  const url = text("STRIPE_API_URL");
  if (url === null) return null;
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== "/")
    wrong("STRIPE_API_URL", `"${url}" is not an address like http://127.0.0.1:4350`);
  if (["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"].some((name) => /^[a-z]+_live_/.test(text(name) ?? "")))
    wrong("STRIPE_API_URL", "it is for tests, and live keys are sent to Stripe only; remove it");
  return url.replace(/\/+$/, "");
}
