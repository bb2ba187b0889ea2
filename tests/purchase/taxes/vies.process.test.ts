import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TaxIdService } from "#lib/tax/tax-id-service.ts";
import { createVies } from "#lib/tax/vies/vies.ts";

/** VIES on the loopback: what it is asked, and what it answers next; after the last answer it says "valid". */
const asked: unknown[] = [];
let answers: ({ readonly status?: number; readonly body: string } | "hang")[] = [];
let server: Server;
let url = "";
let now = new Date("2026-05-04T12:00:00Z");
let vies: TaxIdService;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked.push([request.method, request.url, JSON.parse(body)]);
      const answer = answers.shift() ?? { body: JSON.stringify({ valid: true }) };
      if (answer === "hang") return;
      response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
  vies = createVies({ url, now: () => now });
});

const DE = { country: "DE", number: "136695976" };
const fault = (error: string, status = 200) => ({
  status,
  body: JSON.stringify({ actionSucceed: false, errorWrappers: [{ error }] }),
});

describe("VIES", () => {
  it("is asked with country and number apart, and an answer is kept for an hour", async () => {
    expect(await vies.check(DE)).toEqual({ kind: "valid" });
    expect(asked).toEqual([["POST", "/check-vat-number", { countryCode: "DE", vatNumber: "136695976" }]]);
    await vies.check(DE);
    expect(asked).toHaveLength(1);
    now = new Date(now.getTime() + 3_600_001);
    await vies.check(DE);
    expect(asked).toHaveLength(2);
  });

  it("says that a number is not registered, or that it cannot be one", async () => {
    answers = [{ body: JSON.stringify({ valid: false }) }];
    expect(await vies.check(DE)).toEqual({ kind: "invalid" });
    answers = [fault("INVALID_INPUT", 400)];
    expect(await vies.check({ ...DE, number: "1" })).toEqual({ kind: "invalid" });
  });

  it.each(["MS_UNAVAILABLE", "SERVICE_UNAVAILABLE", "TIMEOUT", "VAT_BLOCKED", "IP_BLOCKED"])(
    "%s says nothing about the number, and is asked again soon",
    async (error) => {
      answers = [fault(error)];
      expect(await vies.check(DE)).toEqual({ kind: "unknown", why: error });
      expect(await vies.check(DE)).toEqual({ kind: "unknown", why: error });
      now = new Date(now.getTime() + 10_001);
      expect(await vies.check(DE)).toEqual({ kind: "valid" });
      expect(asked).toHaveLength(2);
    },
  );

  it("is asked once more when too many ask it, and then it is unknown", async () => {
    answers = [fault("MS_MAX_CONCURRENT_REQ")];
    expect(await vies.check(DE)).toEqual({ kind: "valid" });
    answers = [fault("GLOBAL_MAX_CONCURRENT_REQ"), fault("MS_MAX_CONCURRENT_REQ_TIME")];
    expect(await vies.check({ ...DE, number: "2" })).toEqual({ kind: "unknown", why: "MS_MAX_CONCURRENT_REQ_TIME" });
    expect(asked).toHaveLength(4);
  });

  it.each([
    ["a page", { status: 503, body: "<html>" }],
    ["nothing of use", { body: "{}" }],
    ["null", { body: "null" }],
    ["a word for valid", { body: '{"valid":"true"}' }],
  ])("that answers with %s gave no answer", async (_, answer) => {
    answers = [answer];
    expect((await vies.check(DE)).kind).toBe("unknown");
  });

  it("that does not answer is given up, and so are more than eight at once", async () => {
    answers = Array.from({ length: 8 }, () => "hang" as const);
    const waiting = Array.from({ length: 8 }, (_, index) => vies.check({ country: "FR", number: String(index) }));
    expect(await vies.check(DE)).toEqual({ kind: "unknown", why: "too many checks at once" });
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(waiting.map(() => "unknown"));
    expect(await vies.check(DE)).toEqual({ kind: "valid" });
  });

  it("where nobody listens is unknown", async () => {
    const nobody = createVies({ url: "http://127.0.0.1:9", now: () => now });
    expect((await nobody.check(DE)).kind).toBe("unknown");
  });

  it("knows the member states and Northern Ireland", () => {
    expect(["DE", "EL", "XI", "GB", "CHE", "NO", "GR"].filter((country) => vies.covers(country))).toEqual([
      "DE",
      "EL",
      "XI",
    ]);
  });
});
