import { describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { errorForLog, type LoggedError } from "#lib/runtime/pino-error.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const opened = await openTestPglite();
await opened.close();

describe("an error in the log", () => {
  it("logs what the database reported and where, but not what the buyer sent", async () => {
    const error: unknown = await createStore(opened.database, () => () => Promise.resolve())
      .session(sessionId("Ada Lovelace, 1 Main St"))
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain("Ada Lovelace");
    const logged = errorForLog(error);
    expect(logged.message).toContain("closed");
    expect(logged.frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain("Ada Lovelace");
  });

  it("is written by the log's own serializer, under either name that pino gives it", () => {
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => void lines.push(line) });
    const error = new Error("outer: Ada Lovelace", { cause: new Error("the connection is closed") });
    log.error({ error, attemptId: "cs_1:1" }, "a call failed");
    log.error(error, "a call failed");
    const [named, bare] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const expected = { kind: "Error", message: "the connection is closed", frames: expect.any(Array) };
    expect(named).toMatchObject({ level: 50, msg: "a call failed", attemptId: "cs_1:1", error: expected });
    expect(bare).toMatchObject({ msg: "a call failed", err: expected });
    expect(lines.join()).not.toContain("Ada Lovelace");
  });

  it("has the reason why the job queue reaches no database, also where its library copies the error", async () => {
    const queue = await openTestPglite();
    const logged: LoggedError[] = [];
    const jobs = await openJobs(queue, (error) => void logged.push(errorForLog(error)));
    await jobs.work(() => Promise.resolve());
    await queue.close();
    await expect.poll(() => logged.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await jobs.stop().catch(() => undefined);
    for (const { message, frames } of logged) {
      expect(message).toContain("closed");
      expect(frames.length).toBeGreaterThan(0);
    }
  }, 30_000);

  it("names an error without words by its code, as of a host with several addresses", () => {
    const error = Object.assign(new AggregateError([new Error("a"), new Error("b")]), { code: "ECONNREFUSED" });
    expect(errorForLog(error).message).toBe("ECONNREFUSED");
  });

  it("takes whatever was thrown", () => {
    for (const thrown of [undefined, null, "text", 7, { token: "secret" }])
      expect(JSON.stringify(errorForLog(thrown))).not.toContain("secret");
  });
});
