import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Catalog } from "#lib/catalog/product.ts";
import type { KeyState } from "#lib/payments/key-health.ts";
import { watchKey } from "#lib/runtime/key-watch.ts";
import { readiness } from "#lib/runtime/readiness.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());

const requestId = expect.stringMatching(/^req_\w+$/);
let made = 0;

/** An adapter with a key of its own, everything that it reported of it, and a clock that can be moved on. */
function shopWithKey() {
  made += 1;
  const secretKey = `rk_test_health${made}`;
  const changes: KeyState[] = [];
  const clock = { skipped: 0 };
  const now = () => new Date(Date.now() + clock.skipped);
  const provider = bench.provide({ secretKey, now, onKeyChange: (state) => void changes.push(state) });
  const { key } = provider;
  if (key === null) throw new Error("Stripe has a key");
  const change = (what: { isRevoked?: boolean; forbidden?: readonly string[] }) =>
    bench.control.changeKey({ key: secretKey, ...what });
  return {
    provider,
    key,
    changes,
    change,
    now,
    advance: (milliseconds: number) => void (clock.skipped += milliseconds),
  };
}

/** `/readyz` of a shop whose other parts are well. */
async function readyz(key: ReturnType<typeof shopWithKey>["key"]) {
  const parts = {
    catalog: { count: async () => 3 } as Pick<Catalog, "count">,
    flags: { source: () => ({ kind: "bootstrap", detail: "flags.json", confirmedAt: null, isStale: false }) as const },
    operator: {
      pauses: async () => ({ switches: [], breakers: [] }),
      openElsewhere: async () => [],
      webhooks: async () => [],
    },
    feed: null,
    provider: { key },
    database: "pglite",
    config: { payment: { kind: "stripe", mode: "test" } },
    tax: null,
    now: () => new Date(),
  } as const;
  return readiness(parts);
}

describe("a key that Stripe refuses", () => {
  it("is known from any call, reported once, shown by /readyz while the shop stays ready, and recovers by itself", async () => {
    const { provider, key, changes, change } = shopWithKey();
    await provider.lookUp(freshAttempt());
    expect(key.state()).toEqual({ kind: "accepted" });
    expect(await readyz(key)).toMatchObject({ ready: true, failing: [], checks: { payments: "stripe (test)" } });
    await change({ isRevoked: true });
    expect((await provider.chargeToken({ attempt: freshAttempt(), token: "spt_1" })).kind).toBe("rejected");
    await provider.lookUp(freshAttempt());
    await openPage(provider, freshAttempt());
    const refused = { kind: "unauthorized", since: expect.any(Date), operation: expect.any(String), requestId };
    expect(key.state()).toEqual(refused);
    expect(changes).toEqual([refused]);
    expect(await readyz(key)).toMatchObject({
      ready: true,
      failing: ["payments"],
      checks: { payments: expect.stringMatching(/^stripe \(test\); KEY REFUSED since .+, request req_\w+$/) },
    });
    await change({});
    await provider.lookUp(freshAttempt());
    expect(key.state()).toEqual({ kind: "accepted" });
    expect(changes).toEqual([refused, { kind: "accepted" }]);
    expect((await readyz(key)).failing).toEqual([]);
  });

  it("is known though no buyer pays, and so is that it is accepted again", async () => {
    const { key, changes, change, now } = shopWithKey();
    const errors: unknown[] = [];
    const watch = watchKey(key, { now, onError: (error) => void errors.push(error), everyMs: 50 });
    await change({ isRevoked: true });
    await vi.waitFor(() => expect(changes.map(({ kind }) => kind)).toEqual(["unauthorized"]), 10_000);
    await change({});
    await vi.waitFor(() => expect(changes.map(({ kind }) => kind)).toEqual(["unauthorized", "accepted"]), 10_000);
    watch.close();
    expect(errors).toEqual([]);
  });

  it("is not probed while Stripe's answers to other calls say enough", async () => {
    const { provider, key, now } = shopWithKey();
    const probes = async () =>
      (await bench.control.requests()).filter(({ method, path }) => method === "GET" && path === "/v1/payment_intents")
        .length;
    await provider.lookUp(freshAttempt({ reference: "pi_nobody" }));
    const before = await probes();
    await key.probe(new Date(now().getTime() - 60_000));
    expect(await probes()).toBe(before);
    await key.probe(new Date(now().getTime() + 60_000));
    expect(await probes()).toBe(before + 1);
  });

  it("is not called refused because Stripe does not answer or is busy, nor accepted", async () => {
    const { key, changes, change } = shopWithKey();
    const later = () => new Date(Date.now() + 60_000);
    const busy = (status: 429 | 503) =>
      bench.control.fault({
        fault: { kind: "answer", status },
        method: "GET",
        path: "/v1/payment_intents",
        times: status === 429 ? 2 : 1,
      });
    await busy(503);
    await key.probe(later());
    expect(key.state()).toEqual({ kind: "accepted" });
    await change({ isRevoked: true });
    await key.probe(later());
    await busy(429);
    await key.probe(later());
    await bench.control.fault({ fault: { kind: "reset" }, method: "GET", path: "/v1/payment_intents", times: 2 });
    await key.probe(later());
    expect(changes.map(({ kind }) => kind)).toEqual(["unauthorized"]);
  });
});

describe("a restricted key without the right to one operation", () => {
  it("names the operation, however well the others go, until it is allowed", async () => {
    const { provider, key, changes, change } = shopWithKey();
    await change({ forbidden: ["POST /v1/checkout/sessions"] });
    expect((await openPage(provider, freshAttempt())).kind).toBe("rejected");
    await provider.lookUp(freshAttempt());
    expect(key.state()).toMatchObject({ kind: "unauthorized", operation: "POST /v1/checkout/sessions", requestId });
    await change({});
    expect((await openPage(provider, freshAttempt())).kind).toBe("opened");
    expect(changes.map(({ kind }) => kind)).toEqual(["unauthorized", "accepted"]);
  });

  it("is forgotten a quarter of an hour after it was last refused", async () => {
    const { provider, key, changes, change, advance } = shopWithKey();
    await change({ forbidden: ["POST /v1/checkout/sessions"] });
    await openPage(provider, freshAttempt());
    advance(14 * 60_000);
    expect(key.state().kind).toBe("unauthorized");
    advance(2 * 60_000);
    expect(key.state().kind).toBe("accepted");
    expect(changes.map(({ kind }) => kind)).toEqual(["unauthorized", "accepted"]);
  });
});
