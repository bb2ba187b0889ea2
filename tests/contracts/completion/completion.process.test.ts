import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { googlePlaces } from "#lib/completion/google/places.ts";
import { simulatedCompletion } from "#lib/completion/simulated.ts";
import { completionContract, TYPING } from "./completion-promises.ts";
import { PLACES_KEY, startPlacesDouble } from "./places-double.ts";

const atDouble = async () => {
  const double = await startPlacesDouble();
  const completion = googlePlaces({ url: double.url, key: PLACES_KEY });
  return { double, completion, close: double.stop };
};

completionContract("the simulation", async () => ({ completion: simulatedCompletion, close: async () => undefined }));
completionContract("Google's Places API", atDouble);

describe("Google's Places API", () => {
  let opened: Awaited<ReturnType<typeof atDouble>>;
  beforeAll(async () => {
    opened = await atDouble();
  });
  afterAll(() => opened.close());

  it("is asked for one country, with the session of the typing and no more fields than are used", async () => {
    const { completion, double } = opened;
    await completion.suggest({ ...TYPING, text: "350 5th" });
    await completion.resolve({ ...TYPING, id: "ChIJ_0" });
    const words = { languageCode: "en", regionCode: "us", sessionToken: TYPING.session };
    expect(double.asked).toEqual([
      {
        method: "POST",
        path: "/v1/places:autocomplete",
        query: {},
        fields: "suggestions.placePrediction.placeId,suggestions.placePrediction.text.text",
        body: { input: "350 5th", includedRegionCodes: ["us"], ...words },
      },
      { method: "GET", path: "/v1/places/ChIJ_0", query: words, fields: "postalAddress", body: {} },
    ]);
  });

  it("gives the parts in the country's order, and no address without a street", async () => {
    const resolve = (id: string) => opened.completion.resolve({ ...TYPING, id });
    expect(await resolve("ChIJ_0")).toEqual({
      kind: "resolved",
      address: {
        country: "US",
        lineOne: "350 5th Ave",
        lineTwo: "Floor 3",
        city: "New York",
        region: "NY",
        postalCode: "10001",
      },
    });
    expect(await resolve("ChIJ_2")).toEqual({ kind: "not_found" });
  });

  it("that refuses, breaks or is silent gives no answer in time, and its words repeat nothing of what was typed", async () => {
    const { completion, double } = opened;
    for (const [trouble, why] of [
      ["429", "RESOURCE_EXHAUSTED"],
      ["403", "PERMISSION_DENIED"],
      ["html", "SyntaxError"],
      ["silent", "TimeoutError"],
    ] as const) {
      double.meet(trouble);
      const before = Date.now();
      expect(await completion.suggest({ ...TYPING, text: "1 Secret St" })).toEqual({ kind: "unknown", why });
      expect(await completion.resolve({ ...TYPING, id: "ChIJ_0" })).toEqual({ kind: "unknown", why });
      expect(Date.now() - before).toBeLessThan(6000);
    }
    double.meet("none");
  });

  it("is asked by so many at once and no more", async () => {
    const { completion, double } = opened;
    double.meet("silent");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => completion.suggest({ ...TYPING, text: "1 Main" })),
    );
    double.meet("none");
    const busy = answers.filter((one) => one.kind === "unknown" && one.why === "too many questions at once");
    expect(busy).toHaveLength(4);
    expect((await completion.suggest({ ...TYPING, text: "1 Main" })).kind).toBe("suggested");
  });
});
