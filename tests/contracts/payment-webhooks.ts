import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AttemptId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { PaymentEvent } from "#lib/payments/provider.ts";
import { freshAttempt, openPage, type MakeBench, type ProviderBench, type SentWebhook } from "./provider-bench.ts";
import { AT_ONCE, moneyOf } from "./payment-traits.ts";

const amount = money(2500, "USD");
const minutes = (count: number) => count * 60_000;

/** What the product relies on when a payment service calls, whichever it is. */
export function paymentWebhookContract(name: string, make: MakeBench, traits = AT_ONCE): void {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());

  const read = (webhook: SentWebhook) => bench.provider.readWebhook(webhook.body, webhook.headers);
  const eventsOf = async (attempt: AttemptId): Promise<{ webhook: SentWebhook; event: PaymentEvent }[]> => {
    const found = [];
    for (const webhook of bench.webhooks()) {
      const answer = await read(webhook);
      if (answer.kind === "read")
        for (const event of answer.events) if (event.attemptId === attempt) found.push({ webhook, event });
    }
    return found;
  };
  /** The first event about an attempt that settles it, once it has come. */
  const eventOf = (attempt: AttemptId) =>
    vi.waitFor(async () => {
      const events = await eventsOf(attempt);
      const [first] = events.filter(
        ({ event }) => event.outcome.kind !== "action_required" && event.outcome.kind !== "pending",
      );
      if (first === undefined) throw new Error("no webhook yet");
      return first;
    }, 10_000);
  const paid = async () => {
    const attempt = freshAttempt();
    const charged = await bench.provider.chargeToken({ attempt, token: await bench.token("pays", attempt) });
    const outcome = await moneyOf(() => bench, traits).taken(attempt, charged);
    return { attempt, outcome, ...(await eventOf(attempt.id)) };
  };
  const signed = (body: Uint8Array, secret: Parameters<ProviderBench["sign"]>[1], ageMs = 0) =>
    read({ body, headers: bench.sign(body, secret, new Date(bench.now().getTime() - ageMs)) });

  describe(`${name}: webhooks`, () => {
    it("a payment is reported with its attempt, reference and amount, and acknowledged", async () => {
      const { attempt, outcome, event, webhook } = await paid();
      expect(event).toMatchObject({ id: expect.stringMatching(/./), attemptId: attempt.id, outcome });
      expect(await read(webhook)).toMatchObject({ kind: "read", acknowledgement: { status: 200 } });
    });

    it("a page that was paid is reported", async () => {
      const attempt = freshAttempt();
      const opened = await openPage(bench.provider, attempt);
      if (opened.kind !== "opened") throw new Error("the page did not open");
      await bench.onPage(opened.reference, "pay");
      expect((await eventOf(attempt.id)).event.outcome).toMatchObject({ kind: "captured", amount });
    });

    it.each([
      ["approve", "captured"],
      ["refuse", "declined"],
    ] as const)("a confirmation answered %s is reported as %s", async (answer, kind) => {
      const attempt = freshAttempt();
      const asked = await bench.provider.chargeToken({
        attempt,
        token: await bench.token("asks_confirmation", attempt),
      });
      if (asked.kind !== "action_required") throw new Error("no confirmation asked");
      await bench.confirm(asked.reference, answer);
      expect((await eventOf(attempt.id)).event.outcome.kind).toBe(kind);
    });

    it("a webhook reports what a lost reply hid", async () => {
      const attempt = freshAttempt();
      const token = await bench.token("reply_is_lost", attempt);
      expect((await bench.provider.chargeToken({ attempt, token })).kind).toBe("unknown");
      expect((await eventOf(attempt.id)).event.outcome).toMatchObject({ kind: "captured", amount });
    });

    // A signature inside the body is the service's own matter, and so are its tests.
    if (traits.signature !== "of_the_body") return;

    it("a forged webhook is refused: no signature, a wrong one, or a foreign secret's", async () => {
      const { body, headers } = (await paid()).webhook;
      expect(await read({ body, headers: new Headers() })).toEqual({ kind: "forged", why: "unsigned" });
      const [signature] = [...bench.sign(body, "current", bench.now())];
      if (signature === undefined) throw new Error("not signed");
      for (const wrong of [
        "",
        "t=1",
        "t=,v1=",
        "nonsense",
        signature[1].replace(/.$/, (last) => (last === "0" ? "1" : "0")),
        signature[1].slice(0, -2),
      ]) {
        expect(await read({ body, headers: new Headers([[signature[0], wrong]]) }), wrong).toMatchObject({
          kind: "forged",
        });
      }
      expect(await signed(body, "foreign")).toEqual({ kind: "forged", why: "wrong_signature" });
      expect((await read({ body, headers })).kind).toBe("read");
    });

    it("an altered webhook is refused, down to one byte and to a byte order mark", async () => {
      const { body, headers } = (await paid()).webhook;
      const text = new TextDecoder().decode(body);
      for (const altered of [text.replace("2500", "2501"), `${text} `, `\uFEFF${text}`, text.slice(0, -1), ""]) {
        expect(await read({ body: new TextEncoder().encode(altered), headers }), altered.slice(-20)).toEqual({
          kind: "forged",
          why: "wrong_signature",
        });
      }
    });

    it("a webhook older than five minutes, or from the future, is refused", async () => {
      const { body } = (await paid()).webhook;
      expect((await signed(body, "current", minutes(4))).kind).toBe("read");
      expect(await signed(body, "current", minutes(6))).toEqual({ kind: "forged", why: "clock_differs" });
      expect(await signed(body, "current", minutes(-6))).toEqual({ kind: "forged", why: "clock_differs" });
    });

    it("the secret before the rotation is still accepted", async () => {
      const { body } = (await paid()).webhook;
      expect((await signed(body, "previous")).kind).toBe("read");
    });

    it.each(["", "null", "[]", "not json", '{"events":"x"}', '{"events":[{"type":"something.new"},7,null]}', "\u0000"])(
      "a signed body that means nothing to us is acknowledged and gives no event: %j",
      async (text) => {
        expect(await signed(new TextEncoder().encode(text), "current")).toMatchObject({
          kind: "read",
          events: [],
          acknowledgement: { status: 200 },
        });
      },
    );
  });
}
