import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Context, Unleash } from "unleash-client";
import type { FlagFacts } from "../routing/decide-route.ts";
import { followFlagServer, REQUEST_WITHIN_MS, type Answer } from "./flag-server.ts";
import { checkBootstrap, ROUTE, type FlagsDocument } from "./unleash-document.ts";
import type { FlagContext, Flags, FlagSource } from "./flags.ts";
import { lastKnownFlags } from "./last-known-flags.ts";
import { HeldFlags, startEvaluator } from "./unleash-evaluator.ts";
import { SENT_FIELDS, unsentFields } from "./unsent-fields.ts";

const APP_NAME = "tillswitch";
const KILL = "instant-checkout-kill";
const BETA = "instant-checkout-beta";
/** The start waits so long for the server's first answer, good or bad; one try takes less. */
const FIRST_ANSWER_WITHIN_MS = 3000;
/** A failure makes the pause up to eleven times as long, and loses no count. */
const COUNTS_EVERY_MS = 60_000;
/** Flags that the server has not confirmed for so many refreshes are called stale. */
const STALE_AFTER_REFRESHES = 3;

export type UnleashSettings = {
  /** An Unleash server, its address ending in /api; null: the bootstrap file alone decides, and nothing is fetched. */
  readonly server: { readonly url: string; readonly token: string; readonly refreshMs: number } | null;
  readonly file: string;
  /** Where the last known flags of a server are kept. */
  readonly folder: string;
  /** The product's version, which a flag may ask for as `appVersion`. */
  readonly appVersion: string;
  /** How often counts of the flags are sent; a minute by default. */
  readonly countsEveryMs?: number;
  readonly now: () => Date;
  readonly warn: (message: string, fields?: Readonly<Record<string, string>>) => void;
};

/**
 * Flags from Unleash. With a server: what it says, else the last known flags on disk, else the bootstrap file.
 * Without: the bootstrap file. Evaluating reads memory only. An unknown kill flag counts as killed. The server is asked
 * by lib/flags/flag-server.ts and not by the vendor's client, which stops for good at a 401 (docs/decisions/0016).
 */
export async function createUnleashFlags(settings: UnleashSettings): Promise<Flags> {
  const { server, now, warn } = settings;
  const held = new HeldFlags();
  let unsent = "[]";
  const put = (document: FlagsDocument) => {
    held.put(document);
    const found = unsentFields(document, [KILL, BETA, ROUTE]);
    // A server without ETags sends the same document at every refresh; only a change is news.
    if (JSON.stringify(found) === unsent) return;
    unsent = JSON.stringify(found);
    for (const { flag, field } of found)
      warn("flags: a constraint is on a field that is never sent", { flag, field, sent: SENT_FIELDS.join(", ") });
  };
  const known = server === null ? null : lastKnownFlags(settings.folder, server);
  const local = known?.read() ?? bootstrapOf(settings.file);
  if (local !== null) put(local.document);
  const place = { ...origin(local, settings.file), lastAnswerAt: null as Date | null };
  const account =
    server === null ? null : { ...server, appName: APP_NAME, countsEveryMs: settings.countsEveryMs ?? COUNTS_EVERY_MS };
  let evaluator = await startEvaluator(held, account, warn);

  let trouble = "";
  const onAnswer = (answer: Answer) => {
    if (answer.kind === "failed") {
      // Logged once for each kind of failure, not at every refresh.
      if (trouble !== answer.why) warn(`flags: ${server?.url}: ${answer.why}; ${place.kind} flags stay`);
      trouble = answer.why;
      return;
    }
    if (trouble !== "") warn(`flags: ${server?.url} answers again`);
    trouble = "";
    const occurredAt = now();
    place.lastAnswerAt = occurredAt;
    Object.assign(place, { kind: "server", detail: server?.url ?? "", confirmedAt: occurredAt });
    if (answer.kind === "changed") put(answer.document);
    keep(answer, occurredAt);
    if (evaluator.hasStoppedCounting()) renew().catch((error: unknown) => warn(`flags: ${String(error)}`));
  };
  const keep = (answer: Answer, now: Date) => {
    try {
      if (answer.kind === "changed") known?.write(answer.document, now);
      else known?.confirm(now);
    } catch (error) {
      warn(`flags: the last known flags cannot be kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const renew = async () => {
    const before = evaluator;
    evaluator = await startEvaluator(held, account, warn);
    before.unleash.destroy();
  };

  const follower = account === null ? null : await started(account, onAnswer);
  if (place.kind === "none") warn("flags: none known yet; everything goes external until there are");
  return {
    evaluate: (context) => evaluate(evaluator.unleash, context, settings.appVersion),
    source: () => ({ kind: place.kind, detail: place.detail, confirmedAt: place.confirmedAt, isStale: isStale() }),
    async close() {
      follower?.stop();
      await evaluator.close();
    },
  };

  function isStale(): boolean {
    if (server === null) return false;
    const { lastAnswerAt } = place;
    const patienceMs = STALE_AFTER_REFRESHES * server.refreshMs + REQUEST_WITHIN_MS;
    return lastAnswerAt === null || now().getTime() - lastAnswerAt.getTime() > patienceMs;
  }
}

type Local = { readonly document: FlagsDocument; readonly confirmedAt: Date | null };

function origin(local: Local | null, file: string): Pick<FlagSource, "kind" | "detail" | "confirmedAt"> {
  if (local === null) return { kind: "none", detail: "no flags yet, everything goes external", confirmedAt: null };
  if (local.confirmedAt === null) return { kind: "bootstrap", detail: basename(file), confirmedAt: null };
  return { kind: "last_known", detail: "as the server returned them before", confirmedAt: local.confirmedAt };
}

/** Begins to ask, and waits for the first answer, so that a start with a server starts with its flags. */
async function started(server: Parameters<typeof followFlagServer>[0], onAnswer: (answer: Answer) => void) {
  let timer: NodeJS.Timeout | undefined;
  const follower = await new Promise<ReturnType<typeof followFlagServer>>((resolve) => {
    const following = followFlagServer(server, (answer) => {
      onAnswer(answer);
      resolve(following);
    });
    timer = setTimeout(() => resolve(following), FIRST_ANSWER_WITHIN_MS);
  });
  clearTimeout(timer);
  return follower;
}

function evaluate(unleash: Unleash, context: FlagContext, appVersion: string): FlagFacts {
  const unknownKill = unleash.getFeatureToggleDefinition(KILL) === undefined;
  const unleashContext: Context = {
    sessionId: context.sessionId,
    properties: propertiesOf(context, appVersion),
    ...(context.shopperId === null ? {} : { userId: context.shopperId }),
  };
  // Without a shopper Unleash would draw lots at every call, and one buyer would see both routes.
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

function propertiesOf({ sellerId, currency, country, platform }: FlagContext, appVersion: string) {
  return {
    sellerId,
    currency,
    appVersion,
    ...(country === null ? {} : { country }),
    ...(platform === null ? {} : { platform }),
  };
}

function bootstrapOf(file: string): Local | null {
  try {
    const read = checkBootstrap(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
    return read.kind === "flags" ? { document: read.document, confirmedAt: null } : null;
  } catch {
    // The runtime has checked the file before; one that vanished since is no flags.
    return null;
  }
}
