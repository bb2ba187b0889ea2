import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { InMemStorageProvider, Unleash, type Context } from "unleash-client";
import { z } from "zod";
import type { FlagFacts } from "../routing/decide-route.ts";
import type { FlagContext, Flags } from "./flags.ts";

const KILL = "instant-checkout-kill";
const BETA = "instant-checkout-beta";
const ROUTE = "checkout-route";
const READY_WITHIN_MS = 3000;
const REQUEST_TIMEOUT_MS = 2000;
const REFRESH_EVERY_MS = 5000;
/** Marks data that came from a file of ours, so that it is never stored as if the server had sent it. */
const LOCAL_VERSION = -1;

export type UnleashSettings = {
  /** An Unleash server's address, or null: the bootstrap file alone decides, and nothing is fetched. */
  readonly url: string | null;
  readonly token: string | null;
  readonly file: string;
  /** Where the last known flags of a server are kept. */
  readonly folder: string;
  readonly warn: (message: string) => void;
};

const flagsDocument = z.looseObject({
  features: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        strategies: z
          .array(z.looseObject({ variants: z.array(z.looseObject({ name: z.string().min(1) })).nullish() }))
          .nullish(),
      }),
    )
    .min(1),
});
type FlagsDocument = z.infer<typeof flagsDocument>;

/** Reads an Unleash bootstrap file and checks what Unleash would not: the order of variants decides who gets which. */
export function checkBootstrap(
  text: string,
): { kind: "flags"; document: FlagsDocument } | { kind: "invalid"; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: "invalid", message: "it is not JSON" };
  }
  const read = flagsDocument.safeParse(json);
  if (!read.success) {
    const [problem] = read.error.issues;
    const place = problem?.path.join(".") ?? "";
    return { kind: "invalid", message: `${place === "" ? "features" : place}: ${problem?.message ?? "not readable"}` };
  }
  for (const feature of read.data.features) {
    for (const strategy of feature.strategies ?? []) {
      const names = (strategy.variants ?? []).map((variant) => variant.name);
      if (names.join() !== [...names].sort().join())
        return {
          kind: "invalid",
          message: `the variants of ${feature.name} must stand sorted by name, or shoppers change their arm`,
        };
    }
  }
  return { kind: "flags", document: read.data };
}

/**
 * Flags from Unleash. With a server: what it says, else the last known flags on disk, else the bootstrap file.
 * Without: the bootstrap file. Evaluating reads memory only. An unknown kill flag counts as killed.
 */
export async function createUnleashFlags(settings: UnleashSettings): Promise<Flags> {
  let source: ReturnType<Flags["source"]> = { kind: "none", detail: "no flags yet: everything goes external" };
  const lastKnown = join(
    /* turbopackIgnore: true */ settings.folder,
    `flags-${createHash("sha256").update(`${settings.url} ${settings.token}`).digest("hex").slice(0, 16)}.json`,
  );
  const readBootstrap = async () => {
    for (const file of settings.url === null ? [settings.file] : [lastKnown, settings.file]) {
      const document = readDocument(file);
      if (document === null) continue;
      source = { kind: "bootstrap", detail: file === lastKnown ? "last known flags" : "bootstrap file" };
      return { ...document, version: LOCAL_VERSION } as never;
    }
    return undefined as never;
  };
  const storageProvider = {
    get: async () => undefined,
    set: async (_key: string, document: { version?: number; features?: readonly unknown[] }) => {
      if (document.version === LOCAL_VERSION || (document.features?.length ?? 0) === 0) return;
      source = { kind: "server", detail: settings.url ?? "" };
      mkdirSync(/* turbopackIgnore: true */ settings.folder, { recursive: true });
      writeFileSync(`${lastKnown}.new`, JSON.stringify(document), { mode: 0o600 });
      renameSync(`${lastKnown}.new`, lastKnown);
    },
  };
  const unleash = new Unleash({
    appName: "tillswitch",
    disableAutoStart: true,
    skipInstanceCountWarning: true,
    bootstrap: { bootstrapProvider: { readBootstrap } },
    timeout: REQUEST_TIMEOUT_MS,
    ...(settings.url === null
      ? {
          url: "http://127.0.0.1:9/",
          refreshInterval: 0,
          disableMetrics: true,
          bootstrapOverride: true,
          storageProvider: new InMemStorageProvider(),
        }
      : {
          url: settings.url,
          refreshInterval: REFRESH_EVERY_MS,
          customHeaders: { Authorization: settings.token ?? "" },
          bootstrapOverride: false,
          storageProvider: storageProvider as never,
        }),
  });
  unleash.on("error", (error: unknown) =>
    settings.warn(`flags: ${error instanceof Error ? error.message : String(error)}`),
  );
  unleash.on("warn", (message: unknown) => settings.warn(`flags: ${String(message)}`));
  unleash.on("unchanged", () => {
    source = { kind: "server", detail: settings.url ?? "" };
  });
  const ready = once(unleash, "ready", { signal: AbortSignal.timeout(READY_WITHIN_MS) }).catch(() =>
    settings.warn("flags: none known yet; everything goes external until there are"),
  );
  void unleash.start();
  await ready;
  return {
    evaluate: (context) => evaluate(unleash, context),
    source: () => source,
    // Unleash crashes the process when it is destroyed during a failing fetch, so its timers just end with the process.
    close: () => Promise.resolve(),
  };
}

function evaluate(unleash: Unleash, context: FlagContext): FlagFacts {
  const unknownKill = unleash.getFeatureToggleDefinition(KILL) === undefined;
  const unleashContext: Context = {
    sessionId: context.sessionId,
    properties: propertiesOf(context),
    ...(context.shopperId === null ? {} : { userId: context.shopperId }),
  };
  // Without a shopper Unleash would draw lots at every call, and one buyer would see both ways.
  const variant = context.shopperId === null ? null : unleash.getVariant(ROUTE, unleashContext);
  return {
    killed: unknownKill || unleash.isEnabled(KILL, unleashContext),
    beta: unleash.isEnabled(BETA, unleashContext),
    variant:
      variant?.enabled === true && (variant.name === "instant" || variant.name === "external") ? variant.name : "none",
    phase: phaseOf(unleash.getFeatureToggleDefinition(ROUTE)),
  };
}

type Feature = NonNullable<ReturnType<Unleash["getFeatureToggleDefinition"]>>;
const phases = new WeakMap<Feature, string>();

/** Names the shares and groups by which shoppers are assigned. Unleash keeps one object until a flag changes. */
function phaseOf(feature: Feature | undefined): string {
  if (feature === undefined) return "";
  const known = phases.get(feature);
  if (known !== undefined) return known;
  const sharesOf = (variants: Feature["variants"] = []) =>
    variants.map(({ name, weight, stickiness }) => [name, weight, stickiness]);
  const groups = (feature.strategies ?? []).map(({ parameters, variants }) => [
    Object.entries(parameters ?? {}).filter(([name]) => name === "groupId" || name === "stickiness"),
    sharesOf(variants),
  ]);
  const assignment = [sharesOf(feature.variants), groups];
  const phase = createHash("sha256").update(JSON.stringify(assignment)).digest("hex").slice(0, 12);
  phases.set(feature, phase);
  return phase;
}

function propertiesOf({ merchantId, currency, country, platform }: FlagContext): Record<string, string> {
  return { merchantId, currency, ...(country === null ? {} : { country }), ...(platform === null ? {} : { platform }) };
}

function readDocument(file: string): FlagsDocument | null {
  try {
    const read = checkBootstrap(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
    return read.kind === "flags" ? read.document : null;
  } catch {
    return null;
  }
}
