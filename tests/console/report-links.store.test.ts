import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_DAYS } from "#lib/experiment/report/range.ts";
import { deriveKeys } from "#lib/operator/console/derived-keys.ts";
import { SHARED_DAYS } from "#lib/operator/console/report-links.ts";
import { createConsoleSignIn } from "#lib/operator/console/sign-in.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Store } from "#lib/store/store.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const START = new Date("2026-11-28T12:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;
const ASKED = { experiment: "checkout-route", phase: "20815b4018ec", days: 7, actor: "console" } as const;
/** The end in seconds, the experiment and the phase, as they stand in a link. */
const said = (seconds: number) => Buffer.from(JSON.stringify([seconds, ASKED.experiment, ASKED.phase]));

let opened: OpenDatabase;
let store: Store;
let time = START;
beforeAll(async () => {
  opened = await openTestPglite();
  store = createStore(opened.database, () => () => Promise.reject(new Error("no jobs here")));
});
afterAll(() => opened.close());
const console = (key = "b1f0c2d4e6a8957361fedcba09283746") =>
  createConsoleSignIn({
    key,
    idleMs: DAY_MS,
    lastsMs: DAY_MS,
    store,
    now: () => time,
    newToken: () => randomBytes(32).toString("base64url"),
  });

describe("a link to a report", () => {
  it("opens its phase on every instance until it ends, and says then that it has ended", async () => {
    const { path, token, endsAt } = await console().shareReport(ASKED);
    expect(path).toBe(`/console/reports/${token}`);
    expect(endsAt).toEqual(new Date(START.getTime() + 7 * DAY_MS));
    const { experiment, phase } = ASKED;
    expect(console().sharedReport(token)).toEqual({ kind: "open", experiment, phase, shownDays: NO_DAYS, endsAt });
    time = endsAt;
    expect(console().sharedReport(token)).toEqual({ kind: "ended" });
    time = START;
  });

  it("shows the days that it was made for, which nobody can change, and the whole phase where none were said", async () => {
    const shownDays = { from: "2026-11-02", to: "2026-11-15" };
    const { token } = await console().shareReport({ ...ASKED, shownDays });
    expect(console().sharedReport(token)).toMatchObject({ kind: "open", shownDays });
    const [part = "", signature] = token.split(".");
    const other = Buffer.from(Buffer.from(part, "base64url").toString().replace("11-15", "11-20")).toString(
      "base64url",
    );
    expect(console().sharedReport(`${other}.${signature}`)).toEqual({ kind: "unknown" });
    const [entry] = (await store.auditEntries(START, 1000, 0)).slice(-1);
    expect(entry?.details).toEqual({ phase: ASKED.phase, ...shownDays, ends_at: "2026-12-05T12:00:00.000Z" });
  });

  it("that was made before links had days still opens", () => {
    const older = said(START.getTime() / 1000 + 1000).toString("base64url");
    const token = `${older}.${deriveKeys("b1f0c2d4e6a8957361fedcba09283746").reportSignatureOf(older)}`;
    expect(console().sharedReport(token)).toMatchObject({ kind: "open", phase: ASKED.phase, shownDays: NO_DAYS });
  });

  it("is unknown with another console key, and with a letter changed anywhere", async () => {
    const { token } = await console().shareReport(ASKED);
    expect(console("another-key-of-thirty-two-letters").sharedReport(token)).toEqual({ kind: "unknown" });
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === "A" ? "B" : "A";
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(console().sharedReport(changed), `letter ${index}`).toEqual({ kind: "unknown" });
    }
    const forged = said(START.getTime() / 1000 + 1000).toString("base64url");
    for (const text of ["", ".", forged, `${forged}.`, `${token}.x`, "é".repeat(5000)])
      expect(console().sharedReport(text), text.slice(0, 20)).toEqual({ kind: "unknown" });
  });

  it("does not outlive the longest time, whatever is asked for", async () => {
    const { endsAt } = await console().shareReport({ ...ASKED, days: 100_000 });
    expect(endsAt).toEqual(new Date(START.getTime() + SHARED_DAYS.most * DAY_MS));
  });

  it("is no session and no key of the console", async () => {
    const shop = console();
    const { token } = await shop.shareReport(ASKED);
    for (const part of [token, ...token.split(".")]) {
      expect(await shop.session(part)).toBeNull();
      const headers = new Headers({ authorization: `Bearer ${part}` });
      expect((await shop.tryBearer({ headers }, { browserMark: null, isLocal: true })).kind).not.toBe("right");
    }
  });

  it("leaves a line in the audit trail, without the link", async () => {
    const { token } = await console().shareReport({ ...ASKED, actor: "command" });
    const [entry] = (await store.auditEntries(START, 1000, 0)).slice(-1);
    expect(entry).toMatchObject({
      action: "report_shared",
      actor: "command",
      subject: "checkout-route",
      details: { phase: ASKED.phase, ends_at: "2026-12-05T12:00:00.000Z" },
    });
    expect(JSON.stringify(entry)).not.toContain(token.split(".")[1]);
  });
});
