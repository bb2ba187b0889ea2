import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { senderKey } from "#lib/http/limits/sender-key.ts";
import { createTokenBuckets } from "#lib/http/limits/token-buckets.ts";

function bucketsAt(rule: { calls: number; perMs: number }, maxKeys = 100) {
  const clock = { ms: 0 };
  return { clock, buckets: createTokenBuckets(rule, { now: () => clock.ms, maxKeys }) };
}

describe("a bucket", () => {
  it("lets its calls through at once, says how long the next one has to wait, and lets it through then", () => {
    const { clock, buckets } = bucketsAt({ calls: 3, perMs: 60_000 });
    expect([1, 2, 3, 4].map(() => buckets.take("ann"))).toEqual([0, 0, 0, 20_000]);
    clock.ms += 19_999;
    expect(buckets.take("ann")).toBe(1);
    clock.ms += 1;
    expect(buckets.take("ann")).toBe(0);
  });

  it("is another one for each key", () => {
    const { buckets } = bucketsAt({ calls: 1, perMs: 1000 });
    expect([buckets.take("ann"), buckets.take("ann"), buckets.take("bob")]).toEqual([0, 1000, 0]);
  });

  it("never lets more through than its size and what was filled meanwhile, whenever calls come", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (pauses, calls) => {
        const { clock, buckets } = bucketsAt({ calls, perMs: 10_000 });
        let through = 0;
        for (const ms of pauses) {
          clock.ms += ms;
          if (buckets.take("ann") === 0) through += 1;
        }
        expect(through).toBeLessThanOrEqual(calls + Math.floor((clock.ms * calls) / 10_000 + 1e-6));
      }),
    );
  });

  it("of callers who are made up by the million, keeps a bounded number and those that called last", () => {
    const { buckets } = bucketsAt({ calls: 2, perMs: 60_000 }, 1000);
    buckets.take("ann");
    buckets.take("ann");
    for (let n = 0; n < 1_000_000; n += 1) {
      buckets.take(`made-up-${n}`);
      if (n % 500 === 0) expect(buckets.take("ann")).toBeGreaterThan(0);
    }
    expect(buckets.size).toBe(1000);
  });
});

describe("an address", () => {
  it.each([
    ["198.51.100.7", "198.51.100.7"],
    ["::ffff:198.51.100.7", "198.51.100.7"],
    ["::ffff:0102:0304", "1.2.3.4"],
    ["::FFFF:102:304", "1.2.3.4"],
    ["0:0:0:0:0:ffff:102:304", "1.2.3.4"],
    ["::1:ffff:102:304", "0:0:0:0::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::7", "2001:db8:0:0::/64"],
    ["2001:db8:1::", "2001:db8:1:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1:2:3:4", "fe80:0:0:0::/64"],
    ["1::2:3:4:5:6:7", "1:0:2:3::/64"],
  ])("%s counts as %s", (address, key) => expect(senderKey(address)).toBe(key));

  it("counts with its whole network of 64 bits and with no other", () => {
    const group = fc.nat(0xffff).map((n) => n.toString(16));
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 8, maxLength: 8 }),
        fc.array(group, { minLength: 4, maxLength: 4 }),
        (one, host) => {
          const sibling = [...one.slice(0, 4), ...host].join(":");
          expect(senderKey(sibling)).toBe(senderKey(one.join(":")));
          expect(senderKey([...one.slice(0, 3), one[3] === "1" ? "2" : "1", ...host].join(":"))).not.toBe(
            senderKey(sibling),
          );
        },
      ),
    );
  });
});
