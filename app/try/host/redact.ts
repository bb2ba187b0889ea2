/** Objects that reveal who the buyer is or where they live: every text inside is hidden, the country apart. */
const ABOUT_THE_BUYER = new Set(["buyer", "fulfillment_address", "billing_address", "tillswitch/kept"]);
const SECRET = new Set(["token", "email", "phone_number", "widget_secret", "tillswitch/widgetSecret"]);
const DEEPEST = 24;

/**
 * A copy of a message for the log: payment tokens and the buyer's data are hidden, also where they are inside a
 * longer text. Of a token its kind stays readable, so that one sees which card was used.
 */
export function redacted(value: unknown, depth = 0, isAboutTheBuyer = false): unknown {
  if (depth > DEEPEST) return "…";
  if (typeof value === "string") return isAboutTheBuyer ? dots(value) : redactedText(value);
  if (Array.isArray(value)) return value.map((one) => redacted(one, depth + 1, isAboutTheBuyer));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (SECRET.has(key) && typeof one === "string") return [key, key === "token" ? redactedToken(one) : dots(one)];
      if (key === "country") return [key, one];
      return [key, redacted(one, depth + 1, isAboutTheBuyer || ABOUT_THE_BUYER.has(key))];
    }),
  );
}

const dots = (text: string): string => (text === "" ? "" : "•••");

/** `tok_sandbox_ok_8f2c…` → `tok_sandbox_ok_•••`; a token of another service keeps its first letters only. */
function redactedToken(token: string): string {
  const kind =
    /^tok_sandbox_(?:timeout_captured|timeout_lost|declined|disputed|inquiry|fraud_warning|refund_later|refund_fails|refund_refused_once|slow|expired|spent|revoked|over_limit|wrong_currency|wrong_merchant|3ds|ok)/.exec(
      token,
    )?.[0];
  return kind === undefined ? `${token.slice(0, 4)}•••` : `${kind}_•••`;
}

function redactedText(text: string): string {
  return text
    .replace(/\b(?:tok|spt|vt|pm)_[A-Za-z0-9_]{4,}/g, redactedToken)
    .replace(/[^\s@"'<>(),;:]{1,64}@[^\s@"'<>(),;:]{1,255}/g, "•••");
}
