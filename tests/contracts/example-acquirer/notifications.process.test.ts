import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CURRENCIES, money } from "#lib/money.ts";
import { signatureOf, signedText, type NotificationItem } from "#examples/acquirer/signature.ts";
import { HMAC_KEYS, openExampleAcquirerBench, type ExampleAcquirerBench } from "./bench.ts";

let bench: ExampleAcquirerBench;
beforeAll(async () => {
  bench = await openExampleAcquirerBench();
});
afterAll(() => bench.close());

type Fields = Omit<NotificationItem, "additionalData">;
const aCapture: Fields = {
  eventCode: "CAPTURE",
  reference: "MOD1",
  originalReference: "PAY1",
  merchantReference: "cs_1:2",
  amount: { value: 2500, currency: "USD" },
  success: "true",
};
const signed = (fields: Fields, key: string = HMAC_KEYS.current): NotificationItem => ({
  ...fields,
  additionalData: { hmacSignature: signatureOf(fields, key) },
});
const readText = (text: string) => bench.provider.readWebhook(new TextEncoder().encode(text), new Headers());
const read = (...notificationItems: unknown[]) => readText(JSON.stringify({ notificationItems }));
const eventsOf = async (...items: unknown[]) => {
  const answer = await read(...items);
  if (answer.kind !== "read") throw new Error("forged");
  return answer.events;
};

describe("the example acquirer's signature", () => {
  it("is the HMAC-SHA256 in base64 of the fields joined by colons, under the key's bytes", () => {
    const key = "a1".repeat(32);
    const byHand = createHmac("sha256", Buffer.from(key, "hex"))
      .update("MOD1:PAY1:cs_1:2:2500:USD:CAPTURE:true")
      .digest("base64");
    expect(signatureOf(aCapture, key)).toBe(byHand);
    expect(byHand).toBe("8Qph6o3KNwN+vQInsiOnDGWybJOlbzFGZ5dJ+c18IFs=");
    const authorisation = {
      ...aCapture,
      eventCode: "AUTHORISATION",
      reference: "PAY1",
      originalReference: "",
    } as const;
    expect(signedText(authorisation)).toBe("PAY1::cs_1:2:2500:USD:AUTHORISATION:true");
  });

  it("distinguishes any two different items, though our own reference contains colons", () => {
    const reference = fc.stringMatching(/^[\w-]{1,6}$/);
    const item: fc.Arbitrary<Fields> = fc.record({
      eventCode: fc.constantFrom("CAPTURE", "REFUND"),
      reference,
      originalReference: fc.option(reference, { nil: "" }),
      merchantReference: fc.stringMatching(/^[1a:]{1,6}$/),
      amount: fc.record({ value: fc.nat(11), currency: fc.constantFrom("USD", "EUR") }),
      success: fc.constantFrom("true", "false"),
    });
    fc.assert(
      fc.property(item, item, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(signedText(one) === signedText(other)).toBe(isSame);
      }),
      { numRuns: 2000 },
    );
  });

  it("covers every field that is read: with any of them altered, or by a stranger's key, the item is forged", async () => {
    const item = signed(aCapture);
    expect((await read(item)).kind).toBe("read");
    const altered: Partial<NotificationItem>[] = [
      { eventCode: "REFUND" },
      { reference: "MOD2" },
      { originalReference: "PAY2" },
      { originalReference: "" },
      { merchantReference: "cs_1:3" },
      { amount: { value: 2501, currency: "USD" } },
      { amount: { value: 2500, currency: "EUR" } },
      { success: "false" },
      { additionalData: { hmacSignature: "" } },
      { additionalData: { hmacSignature: item.additionalData.hmacSignature.toLowerCase() } },
    ];
    for (const change of altered)
      expect(await read({ ...item, ...change }), JSON.stringify(change)).toEqual({ kind: "forged" });
    expect(await read(signed(aCapture, HMAC_KEYS.foreign))).toEqual({ kind: "forged" });
    expect(await read({ ...item, additionalData: undefined })).toEqual({ kind: "forged" });
  });

  it("of the key before the rotation is still accepted, beside the one in use", async () => {
    expect(await eventsOf(signed(aCapture, HMAC_KEYS.previous), signed(aCapture))).toHaveLength(2);
  });
});

describe("the example acquirer's batches", () => {
  it("one forged item makes the whole batch forged, wherever it is", async () => {
    const good = [1, 2, 3].map((n) => signed({ ...aCapture, reference: `MOD${n}` }));
    const forged = { ...signed(aCapture), amount: { value: 1, currency: "USD" } };
    for (const index of [0, 1, 3]) expect(await read(...good.toSpliced(index, 0, forged))).toEqual({ kind: "forged" });
  });

  it.each(["", "null", "[]", "not json", "{}", '{"notificationItems":[]}', '{"notificationItems":[7]}', "\u0000"])(
    "a body that proves nothing about its sender is forged: %j",
    async (text) => {
      expect(await readText(text)).toEqual({ kind: "forged" });
    },
  );

  it("keep their order, are answered [accepted], and a repetition gives the very same events", async () => {
    const items = [3, 1, 2].map((n) => signed({ ...aCapture, reference: `MOD${n}`, merchantReference: `cs_${n}:1` }));
    const first = await read(...items, ...items);
    expect(first).toMatchObject({ kind: "read", acknowledgement: { status: 200, body: "[accepted]" } });
    const events = first.kind === "read" ? first.events : [];
    expect(events.map(({ attemptId }) => attemptId)).toEqual([
      "cs_3:1",
      "cs_1:1",
      "cs_2:1",
      "cs_3:1",
      "cs_1:1",
      "cs_2:1",
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(await read(...items, ...items)).toEqual(first);
  });

  it("carry every amount of every currency unchanged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 40), fc.constantFrom(...CURRENCIES), async (value, currency) => {
        expect(await eventsOf(signed({ ...aCapture, amount: { value, currency } }))).toMatchObject([
          { outcome: { kind: "captured", reference: "PAY1", amount: money(value, currency) } },
        ]);
      }),
    );
  });

  it("an item that means nothing to us is accepted and gives no event", async () => {
    const unknown: Fields[] = [
      { ...aCapture, eventCode: "SOMETHING_NEW" },
      { ...aCapture, amount: { value: 1, currency: "XXX" } },
      { ...aCapture, originalReference: "" },
      { ...aCapture, eventCode: "AUTHORISATION", merchantReference: "an order of another shop" },
      { ...aCapture, eventCode: "AUTHORISATION", merchantReference: "cs_nobody:1" },
      { ...aCapture, eventCode: "REFUND" },
    ];
    expect(await read(...unknown.map((fields) => signed(fields)))).toEqual({
      kind: "read",
      events: [],
      acknowledgement: { status: 200, body: "[accepted]" },
    });
  });

  it("money captured for a reference that is not ours is reported without an attempt", async () => {
    expect(await eventsOf(signed({ ...aCapture, merchantReference: "by hand" }))).toMatchObject([
      { attemptId: null, reference: "PAY1", outcome: { kind: "captured" } },
    ]);
  });
});
