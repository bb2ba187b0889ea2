import { PLACES, type Choices } from "./choices.ts";

/** Who is talking in which conversation, as the host names them to the server: both names are opaque to it. */
export type HostSession = { readonly subject: string; readonly conversation: string };

/** A new shopper in a new conversation. `chance` is random text. */
export function newSession(choices: Pick<Choices, "shopper">, chance: string): HostSession {
  return { subject: `try-${choices.shopper}-${chance}`, conversation: `try-${chance}` };
}

/** Random text that also browsers outside a secure context can make. */
export function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The address that the host gives as the way back to the chat. The product follows only addresses at its RETURN_HOSTS. */
export const chatAddress = ({ conversation }: HostSession): string => `https://chatgpt.com/c/${conversation}`;

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
