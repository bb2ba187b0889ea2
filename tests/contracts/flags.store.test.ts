import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBootstrap, readServerFlags } from "#lib/flags/unleash-document.ts";
import type { Flags } from "#lib/flags/flags.ts";
import { createUnleashFlags } from "#lib/flags/unleash.ts";
import { openRuntime } from "#lib/runtime/runtime.ts";
import { fixedFlags } from "../fixtures/fixed-flags.ts";
import { allOn, contextOf, flagsContract, type FlagOptions } from "./flags.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "flags-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Variant = { readonly name: string; readonly weight: number };
const feature = (name: string, enabled: boolean, variants: readonly Variant[] = []) => ({
  name,
  enabled,
  strategies: [
    {
      name: "flexibleRollout",
      parameters: { groupId: name, rollout: "100", stickiness: "default" },
      constraints: [],
      variants: variants.map((variant) => ({ ...variant, weightType: "variable", stickiness: "userId" })),
    },
  ],
});

const weights = (instant: number): Variant[] => [
  { name: "external", weight: 1000 - instant },
  { name: "instant", weight: instant },
];

function documentOf({ kill, beta, instantOfThousand }: FlagOptions, variants = weights(instantOfThousand ?? 0)) {
  return {
    version: 2,
    features: [
      feature("instant-checkout-beta", beta === "on"),
      ...(instantOfThousand === null ? [] : [feature("checkout-route", true, variants)]),
      ...(kill === "unknown" ? [] : [feature("instant-checkout-kill", kill === "on")]),
    ],
  };
}

let files = 0;
function fileWith(text: string): string {
  files += 1;
  const file = join(folder, `flags-${files}.json`);
  writeFileSync(file, text);
  return file;
}

const flagsFrom = (
  document: object,
  warn: (message: string) => void = (message) => {
    throw new Error(message);
  },
) =>
  createUnleashFlags({
    server: null,
    file: fileWith(JSON.stringify(document)),
    folder,
    appVersion: "0.0.0",
    now: () => new Date(),
    warn,
  });

flagsContract("fixed for a test", "bootstrap", async ({ kill, beta, instantOfThousand }) =>
  fixedFlags({
    killed: kill !== "off",
    beta: beta === "on",
    variant: instantOfThousand === null ? "none" : instantOfThousand > 0 ? "instant" : "external",
  }),
);
flagsContract("an Unleash bootstrap file", "bootstrap", (options) => flagsFrom(documentOf(options)));

const SHOPPERS = Array.from({ length: 2000 }, (_, index) => `shopper-${index}`);

describe("the variants of a bootstrap file", () => {
  it("go to shoppers by their weights", async () => {
    for (const instant of [100, 500, 900]) {
      const flags = await flagsFrom(documentOf({ ...allOn, instantOfThousand: instant }));
      const got = SHOPPERS.filter((shopper) => flags.evaluate(contextOf(shopper)).variant === "instant").length;
      expect(got / SHOPPERS.length).toBeGreaterThan(instant / 1000 - 0.04);
      expect(got / SHOPPERS.length).toBeLessThan(instant / 1000 + 0.04);
    }
  });

  it("move nobody who has one already to the other side when its weight grows", async () => {
    const before = await flagsFrom(documentOf({ ...allOn, instantOfThousand: 500 }));
    const after = await flagsFrom(documentOf({ ...allOn, instantOfThousand: 600 }));
    const moved = SHOPPERS.filter(
      (shopper) =>
        before.evaluate(contextOf(shopper)).variant === "instant" &&
        after.evaluate(contextOf(shopper)).variant !== "instant",
    );
    expect(moved).toEqual([]);
  });

  it("are of one phase until their weights or their group change, whatever else does", async () => {
    const phaseOf = async (document: ReturnType<typeof documentOf>) =>
      (await flagsFrom(document)).evaluate(contextOf("shopper-1")).phase;
    const half = documentOf({ ...allOn, instantOfThousand: 500 });
    const regrouped = structuredClone(half);
    for (const { strategies } of regrouped.features)
      for (const strategy of strategies) strategy.parameters.groupId = `${strategy.parameters.groupId}-2`;
    const phases = [
      await phaseOf(half),
      await phaseOf(documentOf({ ...allOn, beta: "off", instantOfThousand: 500 })),
      await phaseOf(documentOf({ ...allOn, instantOfThousand: 501 })),
      await phaseOf(regrouped),
    ];
    expect(phases[0]).toMatch(/^[0-9a-f]{12}$/);
    expect(phases[1]).toBe(phases[0]);
    expect(new Set(phases).size).toBe(3);
    expect(await phaseOf(documentOf({ ...allOn, instantOfThousand: null }))).toBe("");
  });

  it("in another order move nobody, because such a file is refused and all is killed until it is put right", async () => {
    const turned = documentOf({ ...allOn, instantOfThousand: 500 }, weights(500).reverse());
    expect(checkBootstrap(JSON.stringify(turned))).toMatchObject({
      kind: "invalid",
      message: expect.stringContaining("checkout-route"),
    });
    const warnings: string[] = [];
    const flags = await flagsFrom(turned, (message) => void warnings.push(message));
    const facts = SHOPPERS.map((shopper) => flags.evaluate(contextOf(shopper)));
    expect(facts.filter((one) => !one.killed || one.variant !== "none")).toEqual([]);
    expect(flags.source().kind).toBe("none");
    expect(warnings.join()).toContain("everything goes external");
  });
});

describe("what a server says", () => {
  const serverFor = (document: object) => {
    const read = readServerFlags(JSON.stringify(document));
    if (read.kind === "invalid") throw new Error(read.message);
    return read.document;
  };

  it("gives each shopper the same arm in whatever order its variants are", async () => {
    const options = { ...allOn, instantOfThousand: 500 };
    const turned = serverFor(documentOf(options, weights(500).reverse()));
    const [straight, sorted] = [await flagsFrom(documentOf(options)), await flagsFrom(turned)];
    const armsOf = (flags: Flags) => SHOPPERS.map((shopper) => flags.evaluate(contextOf(shopper)).variant);
    expect(armsOf(sorted)).toEqual(armsOf(straight));
  });

  it("is held to the shopper where it would draw lots at every call, or for every session", async () => {
    for (const stickiness of ["random", "sessionId"]) {
      const options = { ...allOn, instantOfThousand: 500 };
      const text = JSON.stringify(documentOf(options)).replaceAll(
        '"stickiness":"userId"',
        `"stickiness":"${stickiness}"`,
      );
      expect(text).toContain(`"${stickiness}"`);
      const flags = await flagsFrom(serverFor(JSON.parse(text) as object));
      for (const shopper of SHOPPERS.slice(0, 50)) {
        const arms = Array.from({ length: 8 }, () => flags.evaluate(contextOf(shopper)).variant);
        expect(new Set(arms).size).toBe(1);
      }
    }
  });

  it("is refused when it is no list of flags, or an empty one", () => {
    for (const text of [
      "",
      "{}",
      "[]",
      '{"features":[]}',
      '{"features":[{}]}',
      '{"features":[{"name":"a","enabled":"yes"}]}',
    ])
      expect(readServerFlags(text).kind, text).toBe("invalid");
  });
});

describe("a bootstrap file that is wrong", () => {
  it.each([
    ["", "not JSON"],
    ["{", "not JSON"],
    ["null", "features"],
    ["[]", "features"],
    ['{"features":{}}', "features"],
    ['{"features":[]}', "features"],
    ['{"features":[null]}', "features"],
    ['{"features":[{"name":7}]}', "features"],
    ['{"features":[{"name":"checkout-route","strategies":{}}]}', "features.0.strategies"],
    ['{"features":[{"name":"checkout-route","strategies":[null]}]}', "features.0.strategies.0"],
    [
      '{"features":[{"name":"checkout-route","strategies":[{"variants":[{"weight":1}]}]}]}',
      "features.0.strategies.0.variants.0.name",
    ],
    [JSON.stringify(documentOf(allOn, weights(500).reverse())), "checkout-route"],
    ['{"features":[{"name":"checkout-route","variants":[{"name":"b"},{"name":"a"}]}]}', "checkout-route"],
  ])("stops the start with a message that says so: %s", async (text, says) => {
    const file = fileWith(text);
    const start = openRuntime({ FLAGS_FILE: file, DATA_DIR: join(folder, "data") }, process.cwd());
    await expect(start).rejects.toThrow(`FLAGS_FILE ${file} is wrong`);
    await expect(start).rejects.toThrow(says);
  });

  it("that is not there stops the start with its name", async () => {
    const file = join(folder, "nowhere.json");
    await expect(openRuntime({ FLAGS_FILE: file, DATA_DIR: join(folder, "data") }, process.cwd())).rejects.toThrow(
      `FLAGS_FILE ${file} cannot be read`,
    );
  });
});

describe("the project's own flags file", () => {
  it("is a good one, and nothing is killed in it", async () => {
    const flags = await createUnleashFlags({
      server: null,
      file: "config/flags.json",
      folder,
      appVersion: "0.0.0",
      now: () => new Date(),
      warn: () => undefined,
    });
    expect(flags.evaluate(contextOf("arm-instant-1"))).toMatchObject({ killed: false, beta: true, variant: "instant" });
    expect(flags.evaluate(contextOf("arm-external-1"))).toMatchObject({
      killed: false,
      beta: true,
      variant: "external",
    });
    expect(flags.evaluate(contextOf("kill-on-1")).killed).toBe(true);
    expect(flags.evaluate(contextOf("beta-off-1")).beta).toBe(false);
  });
});
