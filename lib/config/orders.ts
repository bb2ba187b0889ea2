type Text = (name: string) => string | null;
type Wrong = (name: string, message: string) => void;

export type OrderEventsConfig = {
  readonly url: string;
  readonly secret: string;
  /** Whose words and shape an event has: the protocol's, or those on OpenAI's pages (docs/decisions/0014). */
  readonly names: (typeof EVENT_NAMES)[number];
  readonly signatureHeader: string;
};

const EVENT_NAMES = ["acp", "openai"] as const;
/** Headers that an order event has anyway, or that belong to the connection. */
const TAKEN_HEADERS =
  /^(content-(type|length|encoding)|request-id|timestamp|host|connection|transfer-encoding|expect)$/i;
const MIN_KEY = 16;

/** Who is told about orders, and whose system may ship and refund them. Both are off unless they are set. */
export function readOrderSettings(
  text: Text,
  wrong: Wrong,
  isWebAddress: (text: string) => boolean,
): { readonly orderEvents: OrderEventsConfig | null; readonly ordersKey: string | null } {
  const ordersKey = text("ORDERS_API_KEY");
  if (ordersKey !== null && !new RegExp(`^[!-~]{${MIN_KEY},500}$`).test(ordersKey))
    wrong("ORDERS_API_KEY", `it is a secret of at least ${MIN_KEY} letters, digits and signs without spaces`);
  return { orderEvents: readOrderEvents(text, wrong, isWebAddress), ordersKey };
}

function readOrderEvents(text: Text, wrong: Wrong, isWebAddress: (text: string) => boolean): OrderEventsConfig | null {
  const url = text("ACP_WEBHOOK_URL");
  const secret = text("ACP_WEBHOOK_SECRET");
  const names = EVENT_NAMES.find((one) => one === (text("ACP_EVENT_NAMES") ?? "acp"));
  if (names === undefined)
    wrong("ACP_EVENT_NAMES", `"${text("ACP_EVENT_NAMES")}" is none of ${EVENT_NAMES.join(", ")}`);
  const signatureHeader = text("ACP_SIGNATURE_HEADER") ?? "Merchant-Signature";
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(signatureHeader) || TAKEN_HEADERS.test(signatureHeader))
    wrong("ACP_SIGNATURE_HEADER", `"${signatureHeader}" is not a free header's name like Merchant-Signature`);
  if (url === null && secret === null) return null;
  if (url === null || !isWebAddress(url))
    wrong("ACP_WEBHOOK_URL", "it is an address like https://receiver.example.com");
  if (secret === null || secret.length < 16)
    wrong("ACP_WEBHOOK_SECRET", "order events are signed; give at least 16 characters");
  if (url === null || secret === null || names === undefined) return null;
  return { url, secret, names, signatureHeader };
}
