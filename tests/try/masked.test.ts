import { expect, it } from "vitest";
import { masked } from "#app/try/host/masked.ts";
import { logReducer } from "#app/try/host/message-log.ts";

const completion = {
  method: "tools/call",
  params: {
    name: "complete_checkout",
    arguments: {
      checkout_session_id: "cs_1",
      buyer: { name: "Ada Lovelace", email: "ada@example.com", phone_number: "+12125550123" },
      payment_data: {
        token: "tok_sandbox_3ds_8f2c11",
        provider: "stripe",
        billing_address: { name: "Ada Lovelace", line_one: "1 Main St", city: "New York", country: "US" },
      },
    },
  },
};

it("hides the token and everything that tells who the buyer is, and nothing else", () => {
  const text = JSON.stringify(masked(completion));
  for (const secret of ["8f2c11", "Ada", "ada@", "2125550123", "Main St", "New York"])
    expect(text).not.toContain(secret);
  for (const kept of ["tok_sandbox_3ds_•••", "complete_checkout", "cs_1", "stripe", '"country":"US"'])
    expect(text).toContain(kept);
});

it("hides a token and an e-mail address inside a longer text", () => {
  expect(masked("paid with tok_sandbox_ok_77aa by ada@example.com.")).toBe("paid with tok_sandbox_ok_••• by •••");
});

it("keeps only the beginning of a token of another service", () => {
  expect(masked({ token: "spt_1MkQz2eZvKYlo2C" })).toEqual({ token: "spt_•••" });
});

it("leaves numbers, nothing and what is not known as they are", () => {
  expect(masked({ amount: 3850, order: null, is_paid: true, list: [1, "a"] })).toEqual({
    amount: 3850,
    order: null,
    is_paid: true,
    list: [1, "a"],
  });
});

it("ends on an object that is nested without end", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect(JSON.stringify(masked(circle)).length).toBeLessThan(1000);
});

it("the log keeps no message that is not masked, and forgets the oldest", () => {
  const entry = {
    from: "host",
    to: "shop",
    name: "tools/call",
    via: "MCP",
    level: "message",
    body: completion,
  } as const;
  let log = logReducer([], { type: "recorded", entry, at: 1 });
  expect(JSON.stringify(log)).not.toContain("Ada");
  for (let at = 2; at <= 500; at += 1) log = logReducer(log, { type: "recorded", entry, at });
  expect(log).toHaveLength(400);
  expect(log.at(-1)?.id).toBe(500);
  expect(new Set(log.map((one) => one.id)).size).toBe(400);
});
