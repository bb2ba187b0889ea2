import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_SUGGESTIONS, type AddressCompletion } from "#lib/completion/address-completion.ts";

export const TYPING = { country: "US", session: "typing-0123456789", language: "en" };

/** What the page relies on, whoever completes addresses. */
export function completionContract(
  name: string,
  make: () => Promise<{ readonly completion: AddressCompletion; close(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof make>>;
  beforeAll(async () => {
    opened = await make();
  });
  afterAll(() => opened.close());
  const suggest = async (text: string, country = "US") => {
    const answer = await opened.completion.suggest({ ...TYPING, country, text });
    if (answer.kind !== "suggested") throw new Error(answer.why);
    return answer.suggestions;
  };

  describe(`${name} completes addresses`, () => {
    it("with a few suggestions, each a line of text with an id of its own", async () => {
      const suggestions = await suggest("5th Ave");
      expect(suggestions.length).toBeGreaterThan(0);
      expect(suggestions.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
      expect(new Set(suggestions.map(({ id }) => id)).size).toBe(suggestions.length);
      for (const { text } of suggestions) expect(text).toMatch(/^[^\n]+5th Ave[^\n]+$/);
    });

    it("whose parts are of the country that was asked for", async () => {
      const [first] = await suggest("5th Ave");
      const answer = await opened.completion.resolve({ ...TYPING, id: first?.id ?? "" });
      expect(answer).toMatchObject({ kind: "resolved", address: { country: "US", city: "New York", region: "NY" } });
      if (answer.kind === "resolved") expect(answer.address.lineOne).toMatch(/5th Ave/);
    });

    it("with none where it knows none, and not_found for what it never suggested", async () => {
      expect(await suggest("5th Ave", "AQ")).toEqual([]);
      for (const id of ["nobody", "../../v1/keys", "", "ChIJ\n"])
        expect(await opened.completion.resolve({ ...TYPING, id }), id).toEqual({ kind: "not_found" });
    });
  });
}
