import { afterEach, describe, expect, it } from "vitest";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";

const postgres = realPostgres();
const DATABASES: readonly [string, () => Promise<OpenDatabase>][] = [
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
];

/** As many as an instance claims at a time, and how many of them it sends at once. */
const CLAIMED = 9;
const AT_ONCE = 3;

describe.each(DATABASES)("the queue of messages on %s", (_, open) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function aQueue(handle: (id: string) => Promise<void>) {
    const opened = await open();
    const failures: unknown[] = [];
    const jobs = await openJobs(opened, (error) => void failures.push(error));
    closing.push(async () => {
      await jobs.stop();
      await opened.close();
      expect(failures).toEqual([]);
    });
    const store = createStore(opened.database, jobs.enqueueOn);
    return {
      begin: () => jobs.work((job) => (job.kind === "send_mail" ? handle(job.mailId) : Promise.resolve())),
      /** All of them by one commit. */
      enqueue: (...mailIds: readonly string[]) =>
        store.transaction(async (transaction) => {
          for (const mailId of mailIds) await transaction.enqueue({ kind: "send_mail", mailId });
        }),
      /** How many statements claimed the messages: those of one have its time. */
      claims: async () => {
        const { rows } = await opened.query(
          "select count(distinct started_on)::int as claims from jobs.job_common where name = 'send-mail' and state = 'completed'",
          [],
        );
        return Number((rows as { claims: number }[])[0]?.claims);
      },
    };
  }
  const ids = Array.from({ length: CLAIMED }, (_, place) => `mail_${place}`);

  it("claims together what was made together", async () => {
    const sent: string[] = [];
    const queue = await aQueue(async (id) => void sent.push(id));
    await queue.begin();
    await queue.enqueue("mail_first");
    await expect.poll(() => sent.length).toBe(1);
    await queue.enqueue(...ids);
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1 + CLAIMED);
    // Three at a time it would be four.
    await expect.poll(queue.claims).toBeLessThanOrEqual(3);
  });

  it("sends three at once, however many it claimed, and all of them", async () => {
    let now = 0;
    const counts: number[] = [];
    const queue = await aQueue(async () => {
      counts.push((now += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
    });
    await queue.enqueue(...ids);
    await queue.begin();
    await expect.poll(() => counts.length, { timeout: 10_000 }).toBe(CLAIMED);
    expect(Math.max(...counts)).toBe(AT_ONCE);
  });

  it("does not keep the messages beside one waiting that takes long", async () => {
    let release = (): void => undefined;
    const answered = new Promise<void>((resolve) => (release = resolve));
    const sent: string[] = [];
    const queue = await aQueue(async (id) => {
      if (id === "mail_0") await answered;
      sent.push(id);
    });
    await queue.enqueue(...ids);
    await queue.begin();
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(CLAIMED - 1);
    release();
    await expect.poll(() => sent.length).toBe(CLAIMED);
  });
});
