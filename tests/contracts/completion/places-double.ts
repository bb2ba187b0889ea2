import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly fields: string;
  readonly body: Readonly<Record<string, unknown>>;
};

export const PLACES_KEY = "AIza-double-0123456789";
/** What it answers next, besides what it knows: an error of Google's, no JSON, or nothing for a while. */
export type Trouble = "none" | "429" | "403" | "html" | "silent";

/**
 * A stand-in for the two calls of Google's Places API (New) that we make, with the checks that it is documented to make: a
 * key, a field mask, fifteen regions at most, a session token of 36 characters at most.
 */
export async function startPlacesDouble() {
  const asked: Asked[] = [];
  let trouble: Trouble = "none";
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://double");
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    const fields = String(request.headers["x-goog-fieldmask"] ?? "");
    asked.push({
      method: request.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      fields,
      body,
    });
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    const error = (code: number, status: string) =>
      answer(code, { error: { code, status, message: `What was asked: ${text}` } });
    if (trouble === "silent") return;
    if (trouble === "html") return void response.writeHead(200).end("<html>");
    if (trouble === "429") return void error(429, "RESOURCE_EXHAUSTED");
    if (trouble === "403" || request.headers["x-goog-api-key"] !== PLACES_KEY)
      return void error(403, "PERMISSION_DENIED");
    const token = String(body["sessionToken"] ?? url.searchParams.get("sessionToken") ?? "");
    const regions = (body["includedRegionCodes"] ?? []) as readonly string[];
    if (fields === "" || !/^[\w=-]{1,36}$/.test(token) || regions.length > 15)
      return void error(400, "INVALID_ARGUMENT");
    if (url.pathname === "/v1/places:autocomplete") {
      if (request.method !== "POST" || typeof body["input"] !== "string") return void error(400, "INVALID_ARGUMENT");
      return void answer(200, regions[0] === "us" ? { suggestions: suggestionsFor(body["input"]) } : {});
    }
    const address = ADDRESSES.get(url.pathname.slice("/v1/places/".length));
    if (address === undefined) return void error(404, "NOT_FOUND");
    answer(200, { postalAddress: address });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    meet: (next: Trouble) => void (trouble = next),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** More than are shown, a kind of suggestion that is no place, and one that is broken. */
const suggestionsFor = (input: string) => [
  { queryPrediction: { text: { text: input } } },
  { placePrediction: { placeId: "../keys", text: { text: "elsewhere" } } },
  ...Array.from({ length: 7 }, (_, index) => ({
    placePrediction: {
      place: `places/ChIJ_${index}`,
      placeId: `ChIJ_${index}`,
      text: { text: `${index} ${input}, New York, NY, USA`, matches: [] },
    },
  })),
];

/** As google.type.PostalAddress. */
const ADDRESSES: ReadonlyMap<string, object> = new Map([
  [
    "ChIJ_0",
    {
      regionCode: "US",
      languageCode: "en",
      postalCode: "10001",
      administrativeArea: "NY",
      locality: "New York",
      addressLines: ["350 5th Ave", "Floor 3"],
    },
  ],
  ["ChIJ_1", { regionCode: "CA", addressLines: ["1 Yonge St"] }],
  ["ChIJ_2", { regionCode: "US", locality: "Nowhere" }],
]);
