import { z } from "zod";
import { isLoopbackHost } from "../../http/loopback.ts";
import { always, oneOf, secret, wholeNumber } from "../setting.ts";

export type FeedConfig = {
  /** A path, or an address that begins with http. */
  readonly source: string;
  /** The value of the Authorization header; null: none is sent. A secret. */
  readonly authorization: string | null;
  /** When the feed is looked at again, in cron's five fields and Coordinated Universal Time; null: at a start only. */
  readonly cron: string | null;
  /** The feed is the whole range of its sellers: what it no longer names is taken off sale. */
  readonly replaces: boolean;
  /** A feed with fewer rows than this share of the last one's is not imported. */
  readonly maxShrinkPerMillion: number;
  /** Nor is one of whose rows more than this share is rejected. */
  readonly maxRejectedPerMillion: number;
};

const PER_PERCENT = 10_000;
const MINUTES =
  "must be a number of minutes that divides an hour, or of whole hours that divide a day, or cron's five fields";

const PRINTABLE = "must have letters, digits or punctuation marks only, and no spaces";

const schedule = z.string().transform((text, context): string => {
  const cron = /^\d+$/.test(text) ? cronOf(Number(text)) : /^[\d*,/-]+( [\d*,/-]+){4}$/.test(text) ? text : null;
  if (cron !== null) return cron;
  context.addIssue({ code: "custom", message: `${MINUTES} such as "7,37 * * * *", not "${text}"` });
  return z.NEVER;
});

function cronOf(minutes: number): string | null {
  if (minutes === 1) return "* * * * *";
  if (minutes > 1 && minutes < 60 && 60 % minutes === 0) return `*/${minutes} * * * *`;
  const hours = minutes / 60;
  return Number.isInteger(hours) && hours > 0 && 24 % hours === 0 ? `0 */${hours} * * *` : null;
}

const isAddress = (source: string): boolean => /^https?:/i.test(source);

/** https anywhere, and http on this machine for development. */
function isReadable(source: string): boolean {
  if (!isAddress(source)) return true;
  const url = URL.parse(source);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || isLoopbackHost(url.hostname);
}

/** Where the catalogue comes from, how often, and when what comes is not believed. */
export const feedSettings = z
  .object({
    CATALOG_FEED: z
      .string()
      .refine(isReadable, "must be a path, or an https address without a user or password in it")
      .optional(),
    // Beyond ASCII servers differ in how they read it: https://www.rfc-editor.org/rfc/rfc7617#section-2.1
    CATALOG_FEED_USER: z
      .string()
      .regex(/^[!-9;-~]{1,200}$/, "must have letters, digits or punctuation marks only, and no colon")
      .optional(),
    CATALOG_FEED_PASSWORD: secret()
      .regex(/^[!-~]+$/, PRINTABLE)
      .optional(),
    CATALOG_FEED_TOKEN: secret()
      .regex(/^[!-~]+$/, PRINTABLE)
      .optional(),
    CATALOG_FEED_SCHEDULE: schedule.optional(),
    CATALOG_FEED_REPLACE: oneOf(["true", "false"]).default("false"),
    CATALOG_FEED_MAX_SHRINK: wholeNumber(0, 100).default(50),
    CATALOG_FEED_MAX_REJECTED: wholeNumber(0, 100).default(25),
  })
  .superRefine((given, context) => {
    const wrong = (name: keyof typeof given, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    const isAt = typeof given.CATALOG_FEED === "string" && isAddress(given.CATALOG_FEED);
    const { CATALOG_FEED_USER: user, CATALOG_FEED_PASSWORD: password, CATALOG_FEED_TOKEN: token } = given;
    for (const name of ["CATALOG_FEED_USER", "CATALOG_FEED_PASSWORD", "CATALOG_FEED_TOKEN"] as const)
      if (given[name] !== undefined && !isAt) wrong(name, "does nothing unless CATALOG_FEED is an address; remove it");
    if (given.CATALOG_FEED === undefined && given.CATALOG_FEED_SCHEDULE !== undefined)
      wrong("CATALOG_FEED_SCHEDULE", "does nothing without CATALOG_FEED; remove it");
    if ((user === undefined) !== (password === undefined))
      wrong("CATALOG_FEED_USER", "and CATALOG_FEED_PASSWORD must be set together");
    if (token !== undefined && user !== undefined)
      wrong("CATALOG_FEED_TOKEN", "cannot be used together with CATALOG_FEED_USER; remove one of them");
  }, always)
  .transform((given): FeedConfig | null =>
    given.CATALOG_FEED === undefined
      ? null
      : {
          source: given.CATALOG_FEED,
          authorization: authorizationOf(given),
          replaces: given.CATALOG_FEED_REPLACE === "true",
          cron: given.CATALOG_FEED_SCHEDULE ?? null,
          maxShrinkPerMillion: given.CATALOG_FEED_MAX_SHRINK * PER_PERCENT,
          maxRejectedPerMillion: given.CATALOG_FEED_MAX_REJECTED * PER_PERCENT,
        },
  );

function authorizationOf(given: {
  readonly CATALOG_FEED_USER?: string | undefined;
  readonly CATALOG_FEED_PASSWORD?: string | undefined;
  readonly CATALOG_FEED_TOKEN?: string | undefined;
}): string | null {
  const { CATALOG_FEED_USER: user, CATALOG_FEED_PASSWORD: password, CATALOG_FEED_TOKEN: token } = given;
  if (token !== undefined) return `Bearer ${token}`;
  if (user === undefined || password === undefined) return null;
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Whether the feed is fetched, and not a file of this machine. */
export const isFetched = ({ source }: Pick<FeedConfig, "source">): boolean => isAddress(source);
