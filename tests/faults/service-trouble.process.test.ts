import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { freePort } from "../fixtures/free-port.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { openFaultBench, type FaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile, pause, type Lost, type ShopProcess, type ToolAnswer } from "./shop-process-client.ts";

const LONG_MS = 300_000;
const postgres = realPostgres();
endShopsWithTheFile();

/** Words that nobody may read while money may have moved. */
const SAYS_FAILED =
  /declin|fail|nothing (was|has been) charged|without a payment|(?<!not )canceled|not be made|start a new one/i;
const SHEET_CODES = ["payment_declined", "requires_3ds"];

const folder = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "trouble-"));
const stateFile = join(folder, "stripe.json");
let double: StripeDouble;
let bench: FaultBench;
let shop: ShopProcess;
beforeEach(async () => {
  double = await startStripeDouble({ stateFile, port: await freePort() });
  bench = await openFaultBench(postgres, double);
  shop = bench.start();
  expect(await shop.ready(), shop.output).toBe(true);
}, LONG_MS);
afterEach(async () => {
  await shop.kill();
  await bench.close();
  await double.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What an answer says against what the service's books show; nothing when it keeps to the truth. */
function lies(answer: ToolAnswer | Lost, isTaken: boolean): string[] {
  if (answer.kind === "lost") return [`no answer: ${answer.reason}`];
  const { view, text } = answer;
  const isOpen = view === null || view.state === "paying" || view.state === "unresolved";
  if (!isOpen && !isTaken) return [];
  const codes = (view?.messages ?? [])
    .map((message) => message.code ?? "")
    .filter((code) => SHEET_CODES.includes(code));
  const shown = [text, ...(view?.messages ?? []).map((message) => message.content)].filter((one) =>
    SAYS_FAILED.test(one),
  );
  const isFree = isTaken && view !== null && ["ready", "canceled", "expired"].includes(view.state);
  return [...codes, ...shown, ...(isFree ? [`the money is taken and the checkout is ${view.state}`] : [])];
}

const stateOf = (answer: ToolAnswer | Lost) => (answer.kind === "answer" ? answer.view?.state : answer.reason);
const isTaken = async (session: string) =>
  (await bench.service.ledger()).some((charge) => charge.session === session && charge.state === "captured");

/** The status once a look-up had its chance. */
const lookedUp = async (session: string) => {
  await shop.visit(session);
  return shop.status(session);
};

describe("a payment service in trouble", () => {
  it(
    "that is down while a token is charged makes nobody say that the payment failed, and later the token can be used",
    async () => {
      const session = await shop.readySession();
      const token = await bench.service.token("pays", session);
      const port = Number(new URL(double.url).port);
      await double.stop("kill");
      const answers = [
        await shop.complete(session, token),
        await lookedUp(session),
        await shop.complete(session, token),
        await shop.complete(session, "spt_another"),
      ];
      expect(answers.map(stateOf)).toEqual(answers.map(() => "unresolved"));
      expect(answers.flatMap((answer) => lies(answer, false))).toEqual([]);
      double = await startStripeDouble({ stateFile, port });
      expect(await bench.untilSettled(shop, [session])).toEqual([]);
      expect(stateOf(await shop.status(session))).toBe("ready");
      expect(stateOf(await shop.complete(session, token))).toBe("completed");
      expect(await bench.untilSettled(shop, [session])).toEqual([]);
    },
    LONG_MS,
  );

  it(
    "that takes the money and loses every reply makes nobody say that the payment failed, and later it is an order",
    async () => {
      const session = await shop.readySession();
      await double.control.pauseDelivery();
      const token = await bench.service.token("reply_is_lost", session);
      const first = await shop.complete(session, token);
      // The job that asks what became of it may be done before the answer is read.
      expect(["unresolved", "completed"]).toContain(stateOf(first));
      expect(lies(first, await isTaken(session))).toEqual([]);
      expect(await isTaken(session)).toBe(true);
      expect(stateOf(await lookedUp(session))).toBe("completed");
      await double.control.resumeDelivery();
      expect(await bench.untilSettled(shop, [session])).toEqual([]);
    },
    LONG_MS,
  );

  it(
    "that is slow lets nobody pay a second time meanwhile",
    async () => {
      const session = await shop.readySession();
      const slow = shop.complete(session, await bench.service.token("answers_late", session));
      await pause(1000);
      const meanwhile = [
        await shop.complete(session, await bench.service.token("pays", session)),
        await lookedUp(session),
        await shop.cancel(session),
      ];
      expect(
        meanwhile.flatMap((answer) => lies(answer, true).filter((problems) => !problems.startsWith("the money"))),
      ).toEqual([]);
      const opened = await shop.openPayment(session);
      expect(opened).not.toMatchObject({ kind: "done", answer: { kind: "opened" } });
      expect(stateOf(await slow)).toBe("completed");
      expect(await bench.untilSettled(shop, [session])).toEqual([]);
    },
    LONG_MS,
  );

  it(
    "that answers every other time gives each of many buyers the truth or that it is being checked",
    async () => {
      const sessions = await Promise.all(Array.from({ length: 6 }, () => shop.readySession()));
      await double.control.randomFaults({
        seed: 20_261_124,
        chances: [
          { chance: 0.15, fault: { kind: "reply_lost" } },
          { chance: 0.1, fault: { kind: "reset" } },
          { chance: 0.1, fault: { kind: "answer", status: 503 } },
          { chance: 0.1, fault: { kind: "answer", status: 500, stored: false } },
          { chance: 0.1, fault: { kind: "hang", ms: 500, commits: "after" } },
        ],
      });
      const found: string[] = [];
      await Promise.all(
        sessions.map(async (session) => {
          const token = await bench.service.token("pays", session);
          for (const ask of [shop.complete, shop.status, shop.complete, shop.status]) {
            const answer = await ask(session, token);
            found.push(...lies(answer, await isTaken(session)).map((problems) => `${session}: ${problems}`));
          }
        }),
      );
      expect(found).toEqual([]);
      await double.control.clearFaults();
      expect(await bench.untilSettled(shop, sessions)).toEqual([]);
      for (const session of sessions)
        expect(["ready", "completed"]).toContain((await bench.reads.session(sessionId(session)))?.status);
    },
    LONG_MS,
  );
});
