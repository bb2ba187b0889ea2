import { expect, it } from "vitest";
import { isWhole } from "#scripts/suite/size.ts";
import { pause } from "../faults/shop-process-client.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { endWithTheFile, newFolder, startInstance } from "../start/server-process.ts";
import { buyerAt } from "./buyer.ts";
import { problemsLeft } from "./in-the-end.ts";

/** Half an hour, in the long form alone; TILLSWITCH_SECONDS says otherwise. */
const SECONDS = Number(process.env["TILLSWITCH_SECONDS"] ?? 1800);
const BUYERS = 3;
const BETWEEN_PURCHASES_MS = 1500;
const LOOK_EVERY_MS = 2000;
/** The first part is for caches and compilers, and is not compared. */
const PARTS = 6;
/**
 * The first part that is compared by resident memory. V8 takes pages for what is young by how busy the machine is, and keeps
 * them: runs had 219 or 357 MB at first and 345 or 369 in the end, with the same 70 MB in use. From the middle on they grow no more.
 */
const SETTLED = PARTS / 2;

/** What a server has in its hands, as /metrics says it. */
const HELD = [
  "process_resident_memory_bytes",
  "nodejs_heap_size_used_bytes",
  "nodejs_external_memory_bytes",
  "process_open_fds",
  "nodejs_active_resources_total",
] as const;
type Held = Readonly<Record<(typeof HELD)[number], number>>;

const postgres = realPostgres();
endWithTheFile();

async function held(url: string): Promise<Held> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  return Object.fromEntries(HELD.map((name) => [name, value(name)])) as Held;
}

/** Of one part of the run, the least or the most of each: the least is what no collection of garbage gives back. */
function ofPart(looks: readonly Held[], part: number, bound: typeof Math.min): Held {
  const length = Math.floor(looks.length / PARTS);
  const these = looks.slice(part * length, (part + 1) * length);
  return Object.fromEntries(HELD.map((name) => [name, bound(...these.map((look) => look[name]))])) as Held;
}

it.runIf(isWhole)(
  `a server that sells for ${SECONDS} s holds no more in its hands at the end than before, and has nothing to complain about`,
  async () => {
    const dataDir = newFolder();
    const databaseUrl = await postgres.freshDatabase();
    const server = await startInstance({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    await server.ready();
    const sessions = new Set<string>();
    const count = { purchases: 0, unanswered: 0 };
    const until = Date.now() + SECONDS * 1000;
    const buy = async () => {
      const buyer = buyerAt(server.url);
      for (; Date.now() < until; await pause(BETWEEN_PURCHASES_MS)) {
        const at = await buyer.newSession();
        if (at !== null) sessions.add(at.session);
        const given = at === null ? null : await buyer.giveAddress(at.session);
        const paid = at === null ? null : await buyer.payInChat(at.session, `tok_sandbox_ok_${at.session.slice(-12)}`);
        if (given === null || paid?.view === null || paid === null) count.unanswered += 1;
        else count.purchases += 1;
      }
    };
    const looks: Held[] = [];
    const look = async () => {
      for (; Date.now() < until; await pause(LOOK_EVERY_MS)) looks.push(await held(server.url));
    };
    await Promise.all([look(), ...Array.from({ length: BUYERS }, buy)]);
    const [early, most, late] = [
      ofPart(looks, 1, Math.min),
      ofPart(looks, 1, Math.max),
      ofPart(looks, PARTS - 1, Math.min),
    ];
    const series = Array.from({ length: PARTS }, (_, part) => ofPart(looks, part, Math.min));
    process.stdout.write(`${JSON.stringify({ ...count, most, series })}\n`);
    const database = await postgres.open(databaseUrl);
    const left = await problemsLeft(database, dataDir, sessions, () =>
      fetch(`${server.url}/verbs/sweep`, { method: "POST", body: "{}" }),
    );
    expect(left).toEqual([]);
    expect(count.unanswered).toBe(0);
    expect(server.log()).toEqual([]);
    expect(server.output()).toBe("");
    expect(late.process_open_fds).toBeLessThanOrEqual(early.process_open_fds + 3);
    expect(late.nodejs_active_resources_total).toBeLessThanOrEqual(most.nodejs_active_resources_total + 3);
    expect(late.nodejs_heap_size_used_bytes).toBeLessThan(early.nodejs_heap_size_used_bytes * 1.15);
    expect(late.nodejs_external_memory_bytes).toBeLessThan(early.nodejs_external_memory_bytes * 1.15);
    const settled = ofPart(looks, SETTLED, Math.min);
    expect(late.process_resident_memory_bytes).toBeLessThan(settled.process_resident_memory_bytes * 1.1);
  },
  SECONDS * 1000 + 600_000,
);
