import { PLACES, writeChoices, type Choices, type Query } from "./choices.ts";

/** Who is talking in which conversation, as the host names them to the server: both names are opaque to it. */
export type HostSession = { readonly subject: string; readonly conversation: string };

/** A new shopper in a new conversation. `chance` is random text. */
export function newSession(choices: Pick<Choices, "shopper">, chance: string): HostSession {
  return { subject: `try-${choices.shopper}-${chance}`, conversation: PREFIX + chance };
}

/** Random text that also browsers outside a secure context can make. */
export function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A conversation that a buyer comes back to: its random text, and the checkout that they left for. */
export type ReturnedChat = { readonly chance: string; readonly checkout: string };

/**
 * The path that the host gives, with its own origin, as the way back to the chat. ChatGPT's is at chatgpt.com; the
 * stand-in's is this page, which has to find the same shopper again, as ChatGPT knows its user.
 */
export function chatAddress({ conversation }: HostSession, choices: Choices, checkout: string | null): string {
  const query = new URLSearchParams(writeChoices(choices));
  query.set("chat", conversation.slice(PREFIX.length));
  if (checkout !== null) query.set("checkout", checkout);
  return `/try?${query.toString()}`;
}

/** Reads what `chatAddress` wrote; null where a new conversation begins. */
export function readReturn(query: Query): ReturnedChat | null {
  const { chat, checkout } = query;
  return typeof chat === "string" && typeof checkout === "string" && NAME.test(chat) && NAME.test(checkout)
    ? { chance: chat, checkout }
    : null;
}

const PREFIX = "try-";
const NAME = /^\w{1,64}$/;

/** What the host sends along with every call: hints, never a proof (plugin reference, client-sent `_meta`). */
export function callMeta({ subject, conversation }: HostSession, choices: Choices): Record<string, unknown> {
  const place = PLACES[choices.locale];
  return {
    "openai/subject": subject,
    "openai/session": conversation,
    "openai/locale": choices.locale,
    "openai/userAgent":
      choices.width === "phone" ? "TillswitchStandIn/1.0 (iPhone; iOS)" : "TillswitchStandIn/1.0 (web)",
    "openai/userLocation": { city: place.city, country: place.country, timezone: place.zone },
  };
}
