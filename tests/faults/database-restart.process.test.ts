import { describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { ownPostgres } from "../fixtures/real-postgres.ts";
import { openFaultBench, type FaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile, pause, type Lost, type ShopProcess, type ToolAnswer } from "./shop-process-client.ts";

const LONG_MS = 300_000;
const BUYERS = 4;
const CUTS = isWhole ? 40 : 15;
/** The longest that anybody may wait for an answer without a database. */
const MAX_ANSWER_MS = 15_000;
const RECOVERED_WITHIN_MS = 60_000;

const postgres = ownPostgres();
endShopsWithTheFile();

type Crowd = { readonly sessions: string[]; readonly troubles: string[]; stop(): Promise<void> };

/** Buyers who prepare and pay, one purchase after the other, whatever they are answered. */
function crowdAt(bench: FaultBench, shop: ShopProcess): Crowd {
  const crowd = { sessions: [] as string[], troubles: [] as string[], isOver: false };
  const timed = async <Answer extends ToolAnswer | Lost | { kind: "done" }>(
    what: string,
    call: Promise<Answer>,
  ): Promise<Answer> => {
    const from = Date.now();
    const answer = await call;
    if (Date.now() - from > MAX_ANSWER_MS) crowd.troubles.push(`${what} was answered after ${Date.now() - from} ms`);
    // A form is answered by Next's own error page; a tool says a reference that the operator finds in the log.
    if (answer.kind === "lost" && answer.status !== 500) crowd.troubles.push(`${what}: ${JSON.stringify(answer)}`);
    if (answer.kind === "answer" && answer.isError && !/ Reference [0-9a-f]{8}\.$/.test(answer.text))
      crowd.troubles.push(`${what}: ${answer.text}`);
    return answer;
  };
  const buy = async () => {
    const items = [{ id: "mug", quantity: 1 }];
    const made = await timed("checkout_session", shop.call("checkout_session", { checkout_session: { items } }));
    const session = made.kind === "answer" ? made.view?.id : undefined;
    if (session === undefined) return pause(50);
    crowd.sessions.push(session);
    await timed("details", shop.page("/details", session));
    await timed("complete_checkout", shop.complete(session, await bench.service.token("pays", session)));
    await timed("get_order_status", shop.status(session));
  };
  const buyers = Array.from({ length: BUYERS }, async () => {
    while (!crowd.isOver) await buy();
  });
  return {
    ...crowd,
    async stop() {
      crowd.isOver = true;
      await Promise.all(buyers);
    },
  };
}

/** A purchase that begins now, with the order's event brought by a job. */
async function expectRecovered(bench: FaultBench, shop: ShopProcess): Promise<void> {
  const from = Date.now();
  const buy = async () => {
    const session = await shop.readySession().catch(() => null);
    if (session === null) return "no session";
    await shop.complete(session, await bench.service.token("pays", session));
    const found = await bench.reads.session(sessionId(session));
    return found?.status === "completed" ? session : (found?.status ?? "gone");
  };
  const holder = { session: "" };
  await expect.poll(async () => (holder.session = await buy()), { timeout: RECOVERED_WITHIN_MS }).toMatch(/^cs_/);
  const left = RECOVERED_WITHIN_MS - (Date.now() - from);
  await expect.poll(() => bench.problems([holder.session]), { timeout: Math.max(left, 1000) }).toEqual([]);
}

describe("a database that goes away", () => {
  it(
    "and comes back after some seconds is found again by the running server, and nothing is lost",
    async () => {
      const bench = await openFaultBench(postgres, null);
      const shop = bench.start();
      expect(await shop.ready(), shop.output).toBe(true);
      const late = await shop.readySession();
      const crowd = crowdAt(bench, shop);
      await pause(1000);
      // The bank takes the money of this one while there is no database to write it down.
      const answer = shop.complete(late, await bench.service.token("answers_late", late));
      const statusOf = async (id: string) => (await bench.reads.session(sessionId(id)))?.status;
      await expect.poll(() => statusOf(late), { timeout: 20_000, interval: 20 }).toBe("paying");
      await postgres.halt();
      await pause(4000);
      await postgres.resume();
      await expectRecovered(bench, shop);
      await answer;
      await crowd.stop();
      expect(crowd.troubles).toEqual([]);
      expect(crowd.sessions.length).toBeGreaterThan(BUYERS);
      expect(await bench.untilSettled(shop, [...crowd.sessions, late])).toEqual([]);
      expect(await statusOf(late)).toBe("completed");
      await shop.kill();
      await bench.close();
    },
    LONG_MS,
  );

  it(
    "whose connections are cut again and again ends no server, and nothing is lost",
    async () => {
      const bench = await openFaultBench(postgres, null);
      const shop = bench.start();
      expect(await shop.ready(), shop.output).toBe(true);
      const crowd = crowdAt(bench, shop);
      for (let cut = 0; cut < CUTS; cut += 1) {
        await pause(75);
        await postgres.administer(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname <> 'postgres' and pid <> pg_backend_pid()",
        );
      }
      await expectRecovered(bench, shop);
      await crowd.stop();
      expect(crowd.troubles).toEqual([]);
      expect(await bench.untilSettled(shop, crowd.sessions)).toEqual([]);
      await shop.kill();
      await bench.close();
    },
    LONG_MS,
  );
});
