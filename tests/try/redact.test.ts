import { expect, it } from "vitest";
import { redacted } from "#app/try/host/redact.ts";
import { KEPT_META } from "#lib/wire/tool-contract.ts";
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

it("hides the token and everything that reveals who the buyer is, and nothing else", () => {
  const text = JSON.stringify(redacted(completion));
  for (const secret of ["8f2c11", "Ada", "ada@", "2125550123", "Main St", "New York"])
    expect(text).not.toContain(secret);
  for (const kept of ["tok_sandbox_3ds_•••", "complete_checkout", "cs_1", "stripe", '"country":"US"'])
    expect(text).toContain(kept);
});

it("hides the address that comes beside an answer for the widget alone", () => {
  const beside = { _meta: { [KEPT_META]: { may_remember: true, address: { line_one: "1 Main St", country: "US" } } } };
  expect(JSON.stringify(redacted(beside))).not.toContain("Main St");
});

it("hides a token and an e-mail address inside a longer text", () => {
  expect(redacted("paid with tok_sandbox_ok_77aa by ada@example.com.")).toBe("paid with tok_sandbox_ok_••• by •••");
});

it("keeps only the beginning of a token of another service", () => {
  expect(redacted({ token: "spt_1MkQz2eZvKYlo2C" })).toEqual({ token: "spt_•••" });
});

it("leaves numbers, nothing and what is not known as they are", () => {
  expect(redacted({ amount: 3850, order: null, is_paid: true, list: [1, "a"] })).toEqual({
    amount: 3850,
    order: null,
    is_paid: true,
    list: [1, "a"],
  });
});

it("ends on an object that is nested without end", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect(JSON.stringify(redacted(circle)).length).toBeLessThan(1000);
});

it("the log keeps no message that is not redacted, and forgets the oldest", () => {
  const entry = {
    from: "host",
    to: "shop",
    name: "tools/call",
    via: "MCP",
    level: "message",
    body: completion,
  } as const;
  let log = logReducer([], { type: "recorded", entry, now: 1 });
  expect(JSON.stringify(log)).not.toContain("Ada");
  for (let index = 2; index <= 500; index += 1) log = logReducer(log, { type: "recorded", entry, now: index });
  expect(log).toHaveLength(400);
  expect(log.at(-1)?.id).toBe(500);
  expect(new Set(log.map((one) => one.id)).size).toBe(400);
});
