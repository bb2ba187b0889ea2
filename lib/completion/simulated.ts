import { MAX_SUGGESTIONS, type AddressCompletion, type CompletedAddress } from "./address-completion.ts";

/** Where the made-up addresses are; elsewhere there are none. */
const PLACES: Readonly<Record<string, Pick<CompletedAddress, "city" | "region" | "postalCode">>> = {
  US: { city: "New York", region: "NY", postalCode: "10001" },
  GB: { city: "London", region: "", postalCode: "SW1A 1AA" },
  DE: { city: "Berlin", region: "", postalCode: "10115" },
  FR: { city: "Paris", region: "", postalCode: "75001" },
  JP: { city: "千代田区", region: "東京都", postalCode: "100-0001" },
  AE: { city: "Dubai", region: "Dubai", postalCode: "" },
};

/** SIMULATED: whatever is typed is a street in one city of the country, with made-up numbers. No service is asked. */
export const simulatedCompletion: AddressCompletion = {
  name: "simulated",
  attribution: "SIMULATED",
  isSimulated: true,
  async suggest({ text, country }) {
    const place = PLACES[country];
    const street = text.replaceAll(/[^\p{L}\p{M}\p{N} '’.-]+/gu, " ").trim();
    if (place === undefined || street === "") return { kind: "suggested", suggestions: [] };
    const suggestions = Array.from({ length: MAX_SUGGESTIONS - 2 }, (_, index) => ({
      id: JSON.stringify([index + 1, street]),
      text: `${index + 1} ${street}, ${place.city}`,
    }));
    return { kind: "suggested", suggestions };
  },
  async resolve({ id, country }) {
    const place = PLACES[country];
    const [, number, street] = /^\[(\d),"([^"\\]+)"\]$/.exec(id) ?? [];
    if (place === undefined || number === undefined || street === undefined) return { kind: "not_found" };
    return { kind: "resolved", address: { country, lineOne: `${number} ${street}`, lineTwo: "", ...place } };
  },
};
