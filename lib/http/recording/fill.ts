import { isMarker, JSON_TEXT, type Redacted } from "./redact.ts";

/** What a replayed call has in place of what was redacted: made-up data that the tools accept. */
const MADE_UP: Readonly<Record<string, string>> = {
  name: "Replay Buyer",
  full_name: "Replay Buyer",
  first_name: "Replay",
  last_name: "Buyer",
  email: "replay@example.com",
  phone_number: "+12125550123",
  line_one: "1 Main Street",
  line_two: "",
  query: "",
};
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: { city: "New York", state: "NY", postal_code: "10001" },
  CA: { city: "Ottawa", state: "ON", postal_code: "K1A 0B1" },
  GB: { city: "London", state: "", postal_code: "SW1A 1AA" },
  JP: { city: "Chiyoda", state: "Tokyo", postal_code: "100-0001" },
};
const ANYWHERE = { city: "Berlin", state: "", postal_code: "10115" };

/**
 * Fills the markers of a recorded message. `known` has the values that answers had in place of a marker, such as a new
 * session's id, and receives what is filled in, so that equal markers get equal values. The recorded answer tells what
 * the token has to make the sandbox bank do.
 */
export function fill(message: Redacted, known: Map<string, string>, recordedAnswer: Redacted): unknown {
  const magic = magicOf(JSON.stringify(recordedAnswer));
  const filled = (value: Redacted, field: string, parent: Redacted): unknown => {
    if (typeof value === "string") return isMarker(value) ? ofMarker(value, field, parent) : value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => filled(one, field, parent));
    const [[only, text] = []] = Object.entries(value);
    if (only === JSON_TEXT && text !== undefined) return JSON.stringify(filled(text, field, parent));
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        isMarker(name) ? nameless(name) : name,
        filled(inner, name, value),
      ]),
    );
  };
  const ofMarker = (marker: string, field: string, parent: Redacted): unknown => {
    if (marker.startsWith("~n:")) return 1;
    const value = known.get(marker) ?? madeUpValue(marker, field, parent, magic);
    known.set(marker, value);
    return value;
  };
  return filled(message, "", null);
}

/** Some text instead of a marker, always the same one. */
export const nameless = (marker: string): string => `replay_${marker.split(":").at(-1)}`;

/** Remembers what a new answer has where the recorded one has a marker. */
export function learnValues(recorded: Redacted, answered: unknown, known: Map<string, string>): void {
  if (typeof recorded === "string") {
    if (isMarker(recorded) && typeof answered === "string") known.set(recorded, answered);
    return;
  }
  if (typeof recorded !== "object" || recorded === null || typeof answered !== "object" || answered === null) return;
  const values = new Map<string, unknown>(Object.entries(answered));
  for (const [name, inner] of Object.entries(recorded)) learnValues(inner, values.get(name), known);
}

function madeUpValue(marker: string, field: string, parent: Redacted, magic: string): string {
  if (field === "token") return `tok_sandbox_${magic}_${marker.split(":").at(-1)}`;
  const country = typeof parent === "object" && parent !== null && "country" in parent ? parent["country"] : "US";
  const place = PLACES[typeof country === "string" ? country.toUpperCase() : "US"] ?? ANYWHERE;
  return new Map(Object.entries({ ...MADE_UP, ...place })).get(field) ?? nameless(marker);
}

function magicOf(answer: string): string {
  if (answer.includes('"payment_declined"')) return "declined";
  return answer.includes('"requires_3ds"') ? "3ds" : "ok";
}
