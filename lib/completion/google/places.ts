import {
  MAX_SUGGESTIONS,
  type AddressCompletion,
  type AddressSuggestion,
  type CompletedAddress,
  type CompletionContext,
} from "../address-completion.ts";

export const PLACES_URL = "https://places.googleapis.com";

/** A buyer goes on typing meanwhile; a later answer would be about what nobody types any more. */
const TIMEOUT_MS = 2000;
/** So many may wait at once; who comes beside them types by hand. */
const MAX_AT_ONCE = 16;
const MAX_ANSWER = 200_000;
const SUGGESTED = "suggestions.placePrediction.placeId,suggestions.placePrediction.text.text";
const PLACE_ID = /^[\w-]{1,300}$/;

type Options = { readonly url: string; readonly key: string };
type Answer = { readonly kind: "answer"; readonly status: number; readonly body: unknown };
type NoAnswer = { readonly kind: "unknown"; readonly why: string };

/**
 * Google's Places API (New): Autocomplete and Place Details, bound together by a session token, which Google bills as one.
 * https://developers.google.com/maps/documentation/places/web-service/place-autocomplete
 * https://developers.google.com/maps/documentation/places/web-service/place-details
 */
export function googlePlaces({ url, key }: Options): AddressCompletion {
  let open = 0;
  const ask = async (path: string, fields: string, body?: unknown): Promise<Answer | NoAnswer> => {
    if (open >= MAX_AT_ONCE) return { kind: "unknown", why: "too many questions at once" };
    open += 1;
    try {
      const response = await fetch(`${url}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", "x-goog-api-key": key, "x-goog-fieldmask": fields },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: "error",
      });
      return { kind: "answer", status: response.status, body: JSON.parse(await textOf(response)) as unknown };
    } catch (error) {
      return { kind: "unknown", why: error instanceof Error ? error.name : "no answer" };
    } finally {
      open -= 1;
    }
  };
  return {
    name: "google",
    attribution: "Google Maps",
    isSimulated: false,
    async suggest({ text, ...context }) {
      const answer = await ask("/v1/places:autocomplete", SUGGESTED, {
        input: text,
        includedRegionCodes: [context.country.toLowerCase()],
        ...wordsOf(context),
        sessionToken: context.session,
      });
      if (answer.kind === "unknown") return answer;
      if (answer.status !== 200) return refusal(answer);
      return { kind: "suggested", suggestions: suggestionsIn(answer.body).slice(0, MAX_SUGGESTIONS) };
    },
    async resolve({ id, ...context }) {
      // It becomes a part of an address, so nothing that could lead elsewhere is taken for one.
      if (!PLACE_ID.test(id)) return { kind: "not_found" };
      const query = new URLSearchParams({ ...wordsOf(context), sessionToken: context.session });
      const answer = await ask(`/v1/places/${id}?${query.toString()}`, "postalAddress");
      if (answer.kind === "unknown") return answer;
      if (answer.status === 404 || answer.status === 400) return { kind: "not_found" };
      if (answer.status !== 200) return refusal(answer);
      const address = addressIn(answer.body);
      return address === null ? { kind: "not_found" } : { kind: "resolved", address };
    },
  };
}

/** An answer has some thousand characters; what goes on is read no further. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER) throw new RangeError("too long an answer");
  }
  return text + decoder.decode();
}

const wordsOf = ({ country, language }: CompletionContext) => ({
  languageCode: language,
  regionCode: country.toLowerCase(),
});

/** `{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": …}}`; the message may repeat what was asked. */
function refusal({ status, body }: Answer): NoAnswer {
  const word = textAt(body, "error", "status");
  return { kind: "unknown", why: /^[A-Z_]{1,60}$/.test(word) ? word : `HTTP ${status}` };
}

/** `{"suggestions": [{"placePrediction": {"placeId": …, "text": {"text": …}}}]}`; nothing at all where there are none. */
function suggestionsIn(body: unknown): readonly AddressSuggestion[] {
  return listAt(body, "suggestions").flatMap((one) => {
    const id = textAt(one, "placePrediction", "placeId");
    const text = textAt(one, "placePrediction", "text", "text");
    return PLACE_ID.test(id) && text !== "" ? [{ id, text: text.slice(0, 200) }] : [];
  });
}

/** A google.type.PostalAddress, whose lines are in the country's order. Null without a line. */
function addressIn(body: unknown): CompletedAddress | null {
  const lines = listAt(body, "postalAddress", "addressLines").filter((line) => typeof line === "string");
  const [lineOne, ...others] = lines;
  if (lineOne === undefined) return null;
  const part = (name: string) => textAt(body, "postalAddress", name);
  return {
    country: part("regionCode"),
    lineOne,
    lineTwo: others.join(", "),
    city: part("locality"),
    region: part("administrativeArea"),
    postalCode: part("postalCode"),
  };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (now, name) => (typeof now === "object" && now !== null ? (Reflect.get(now, name) as unknown) : undefined),
    value,
  );
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, path);
  return typeof found === "string" ? found : "";
}

function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as unknown[]) : [];
}
