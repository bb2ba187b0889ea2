import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Flags } from "#lib/flags/flags.ts";
import { createUnleashFlags } from "#lib/flags/unleash.ts";
import { sellerId } from "#lib/ids.ts";
import { startFaultProxy, type Fault, type FaultProxy } from "../fixtures/fault-proxy.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { hasUnleashServer, realUnleash, until } from "../fixtures/real-unleash.ts";
import { contextOf, flagsContract } from "./flags.ts";
import { shopperRollout, requested } from "./unleash-settings.ts";

const REFRESH_MS = 200;
/** The server's own second, a refresh, a try, and room for a busy machine. */
const ARRIVES_WITHIN_MS = 15_000;

const postgres = realPostgres();
const unleash = realUnleash(postgres);
let folder: string;
let proxy: FaultProxy;
const open: Flags[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "unleash-"));
  proxy = await startFaultProxy(() => unleash.url);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((flags) => flags.close()));
});
afterAll(async () => {
  await proxy.close();
  rmSync(folder, { recursive: true, force: true });
});

const warnings: string[] = [];
async function openFlags(
  changes: { url?: string; folder?: string; file?: string; countsEveryMs?: number } = {},
): Promise<Flags> {
  const flags = await createUnleashFlags({
    server: { url: changes.url ?? proxy.url, token: unleash.token, refreshMs: REFRESH_MS },
    file: changes.file ?? join(folder, "nowhere.json"),
    folder: changes.folder ?? mkdtempSync(join(folder, "data-")),
    appVersion: "1.2.3",
    countsEveryMs: changes.countsEveryMs ?? 60_000,
    now: () => new Date(),
    warn: (message) => void warnings.push(message),
  });
  open.push(flags);
  return flags;
}

const ALL_ON = requested({ kill: "off", beta: "on", instantOfThousand: 1000 });
const OPEN = { killed: false, beta: true, variant: "instant" };
/** Without the phase, which names the shares and is looked at in flags.store.test.ts. */
const factsOf = (flags: Flags, context = contextOf("shopper-1")) => {
  const { phase: _phase, ...facts } = flags.evaluate(context);
  return facts;
};
const SHOPPERS = Array.from({ length: 2000 }, (_, index) => `shopper-${index}`);

const reason = "unleash-server is not installed in tests/unleash-server (npm test installs it)";
describe.skipIf(!hasUnleashServer)(`with a real Unleash server [left out when ${reason}]`, () => {
  flagsContract("a real Unleash server", "server", async (options) => {
    await unleash.set(requested(options));
    return openFlags();
  });

  describe("a flag that is turned on the server", () => {
    it("is in force on two instances soon, and again when it is turned back", async () => {
      await unleash.set(ALL_ON);
      const instances = [await openFlags(), await openFlags()];
      for (const isOn of [true, false, true]) {
        await unleash.turn("instant-checkout-kill", isOn);
        await until(`killed: ${isOn}`, ARRIVES_WITHIN_MS, () =>
          instances.every((flags) => factsOf(flags).killed === isOn),
        );
      }
      expect(instances.map((flags) => flags.source())).toEqual(
        instances.map(() => expect.objectContaining({ kind: "server", isStale: false })),
      );
    });

    it("lets a growing share of shoppers in, and whoever was in stays in", async () => {
      const inAt = async (percent: number) => {
        const beta = { name: "instant-checkout-beta", isOn: true, strategies: [shopperRollout(percent)] };
        await unleash.set([beta, ...ALL_ON.slice(1)]);
        const flags = await openFlags();
        return new Set(SHOPPERS.filter((shopper) => flags.evaluate(contextOf(shopper)).beta));
      };
      const [few, many] = [await inAt(10), await inAt(40)];
      expect(few.size / SHOPPERS.length).toBeCloseTo(0.1, 1);
      expect(many.size / SHOPPERS.length).toBeCloseTo(0.4, 1);
      expect([...few].filter((shopper) => !many.has(shopper))).toEqual([]);
    });

    it("splits the experiment as configured, each shopper the same on every instance and in every session", async () => {
      await unleash.set(requested({ kill: "off", beta: "on", instantOfThousand: 300 }));
      const instances = [await openFlags(), await openFlags()];
      const armsAt = (flags: Flags) => SHOPPERS.map((shopper) => flags.evaluate(contextOf(shopper)).variant);
      const [one, other] = instances.map(armsAt);
      expect(one).toEqual(other);
      const instant = one?.filter((arm) => arm === "instant").length ?? 0;
      expect(instant / SHOPPERS.length).toBeCloseTo(0.3, 1);
      expect(one?.every((arm) => arm === "instant" || arm === "external")).toBe(true);
    });

    it("can be for one seller, and for a version of the product", async () => {
      const only = (contextName: string, values: readonly string[]) => [
        { name: "default", parameters: {}, constraints: [{ contextName, operator: "IN", values }] },
      ];
      await unleash.set([
        { name: "instant-checkout-kill", isOn: true, strategies: only("sellerId", ["kumo"]) },
        { name: "instant-checkout-beta", isOn: true, strategies: only("appVersion", ["1.2.3"]) },
        ...ALL_ON.slice(1, 2),
      ]);
      const flags = await openFlags();
      expect(factsOf(flags)).toEqual(OPEN);
      const atKumo = { ...contextOf("shopper-1"), sellerId: sellerId("kumo") };
      expect(factsOf(flags, atKumo)).toEqual({ ...OPEN, killed: true });
    });

    it("is counted, and the counts reach the server when the instance closes", async () => {
      await unleash.set(ALL_ON);
      const flags = await openFlags();
      for (const shopper of SHOPPERS.slice(0, 50)) flags.evaluate(contextOf(shopper));
      await flags.close();
      await until(
        "the counts are there",
        60_000,
        async () => (await unleash.yesCountOf("instant-checkout-beta")) >= 50,
      );
    });
  });

  it("counting goes on after a server that let nobody in", async () => {
    await unleash.set(ALL_ON);
    warnings.length = 0;
    const flags = await openFlags({ countsEveryMs: 100 });
    proxy.setFault({ kind: "answer", status: 401, body: "{}" });
    factsOf(flags);
    await until("the client gives up counting", 60_000, () =>
      warnings.some((line) => line.endsWith("stopping metrics")),
    );
    proxy.setFault({ kind: "pass" });
    const before = await unleash.yesCountOf("checkout-route");
    await until("the client counts again", ARRIVES_WITHIN_MS, () => proxy.asked() >= 2);
    // More than all that other tests have counted, and may still be on its way.
    for (let index = 0; index < 30_000; index += 1) factsOf(flags);
    await until(
      "the counts are there",
      60_000,
      async () => (await unleash.yesCountOf("checkout-route")) - before >= 30_000,
    );
  });

  const FAULTS: readonly [string, Fault, number][] = [
    ["hangs", { kind: "hang" }, 2],
    ["answers 401", { kind: "answer", status: 401, body: "{}" }, 4],
    ["answers 403", { kind: "answer", status: 403, body: "{}" }, 4],
    ["answers 500 twelve times in a row", { kind: "answer", status: 500, body: "oops" }, 12],
    ["answers 429", { kind: "answer", status: 429, body: "" }, 4],
    ["answers 304 to everything", { kind: "answer", status: 304, body: "" }, 4],
    ["talks nonsense", { kind: "answer", status: 200, body: "<html>Bad gateway</html>" }, 4],
    ["says nothing", { kind: "answer", status: 200, body: "" }, 4],
    ["has lost all flags", { kind: "answer", status: 200, body: '{"version":2,"features":[]}' }, 4],
    ["breaks off in the middle", { kind: "cut" }, 4],
  ];
  describe("a server that", () => {
    it.each(FAULTS)(
      "%s changes no flag, and what was turned meanwhile is in force at its first good answer",
      async (_, fault, tries) => {
        await unleash.set(ALL_ON);
        const flags = await openFlags();
        expect(factsOf(flags)).toEqual(OPEN);
        proxy.setFault(fault);
        await unleash.turn("instant-checkout-kill", true);
        await until(`${tries} tries`, 60_000, () => {
          expect(factsOf(flags)).toEqual(OPEN);
          return proxy.asked() >= tries;
        });
        proxy.setFault({ kind: "pass" });
        await until("the flag arrives", ARRIVES_WITHIN_MS, () => factsOf(flags).killed);
        // One try may still have been on its way when the server recovered.
        expect(proxy.asked()).toBeLessThanOrEqual(2);
        expect(flags.source()).toMatchObject({ kind: "server", isStale: false });
      },
    );

    it("stops and starts again changes no flag, and is believed again", async () => {
      await unleash.set(ALL_ON);
      const flags = await openFlags();
      await unleash.stop();
      proxy.setFault({ kind: "pass" });
      await until("it is missed", 30_000, () => flags.source().isStale && proxy.asked() >= 4);
      expect(factsOf(flags)).toEqual(OPEN);
      await unleash.start();
      await unleash.turn("instant-checkout-kill", true);
      await until("the flag arrives", ARRIVES_WITHIN_MS, () => factsOf(flags).killed);
      expect(flags.source().isStale).toBe(false);
    });
  });

  describe("a start without the server", () => {
    const bootstrap = () => {
      const file = join(folder, "bootstrap.json");
      const features = ["instant-checkout-kill", "instant-checkout-beta"].map((name) => ({
        name,
        enabled: true,
        strategies: [{ name: "default", parameters: {}, constraints: [] }],
      }));
      writeFileSync(file, JSON.stringify({ version: 2, features }));
      return file;
    };
    afterEach(() => proxy.setFault({ kind: "pass" }));

    it("takes what the server returned last, also before the bootstrap file, and reports how old it is", async () => {
      await unleash.set(ALL_ON);
      const data = mkdtempSync(join(folder, "data-"));
      await (await openFlags({ folder: data })).close();
      proxy.setFault({ kind: "answer", status: 503, body: "" });
      const flags = await openFlags({ folder: data, file: bootstrap() });
      expect(factsOf(flags)).toEqual(OPEN);
      expect(flags.source()).toMatchObject({ kind: "last_known", confirmedAt: expect.any(Date), isStale: true });
      await unleash.turn("instant-checkout-kill", true);
      proxy.setFault({ kind: "pass" });
      await until("the flag arrives", ARRIVES_WITHIN_MS, () => factsOf(flags).killed);
    });

    it("takes the bootstrap file when the server never answered, or the kept flags are of another server", async () => {
      const data = mkdtempSync(join(folder, "data-"));
      await (await openFlags({ folder: data })).close();
      proxy.setFault({ kind: "answer", status: 401, body: "" });
      const flags = await openFlags({ folder: data, file: bootstrap(), url: `${proxy.url}/elsewhere` });
      expect(flags.source()).toMatchObject({ kind: "bootstrap", isStale: true });
      expect(factsOf(flags)).toEqual({ killed: true, beta: true, variant: "none" });
    });

    it("kills everything when nothing is known, until the server answers", async () => {
      await unleash.set(ALL_ON);
      proxy.setFault({ kind: "cut" });
      const flags = await openFlags();
      expect(flags.source().kind).toBe("none");
      expect(factsOf(flags)).toEqual({ killed: true, beta: false, variant: "none" });
      proxy.setFault({ kind: "pass" });
      await until("the flags arrive", ARRIVES_WITHIN_MS, () => !factsOf(flags).killed);
      expect(factsOf(flags)).toEqual(OPEN);
    });
  });
});
