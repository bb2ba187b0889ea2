import { z } from "zod";
import { NO_DAYS, type AskedDays } from "../../experiment/report/range.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import type { Store } from "../../store/store.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import type { DerivedKeys } from "./derived-keys.ts";

/** How long a link to a report works, in days. */
export const SHARED_DAYS = { usual: 14, most: 90 } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than any link with a phase's longest name. */
const MAX_LENGTH = 1000;

/** The end in seconds, the experiment, the phase, and the first and the last day that it shows; older links have no days. */
const signedPart = z.union([
  z.tuple([z.number().int(), z.string(), z.string()]),
  z.tuple([z.number().int(), z.string(), z.string(), z.string().nullable(), z.string().nullable()]),
]);

export type SharedReport =
  | {
      readonly kind: "open";
      readonly experiment: string;
      readonly phase: string;
      readonly shownDays: AskedDays;
      readonly endsAt: Date;
    }
  | { readonly kind: "ended" }
  | { readonly kind: "unknown" };

/**
 * Links that open one phase's report without a sign-in, and nothing else. They are signed and stored nowhere, so another
 * console key ends all of them.
 */
export function reportLinks(store: Store, now: () => Date, derived: Pick<DerivedKeys, "reportSignatureOf">) {
  return {
    /** Makes a link, as the path of its page, and notes it in the audit trail. `days` is at most {@link SHARED_DAYS}. */
    async shareReport(request: {
      readonly experiment: string;
      readonly phase: string;
      /** The days of the phase that it shows, of all unless given. */
      readonly shownDays?: AskedDays;
      readonly days: number;
      readonly actor: AuditActor;
    }): Promise<{ readonly path: string; readonly token: string; readonly endsAt: Date }> {
      const { experiment, phase, shownDays = NO_DAYS, days, actor } = request;
      const { from, to } = shownDays;
      const occurredAt = now();
      const seconds = Math.floor((occurredAt.getTime() + Math.min(days, SHARED_DAYS.most) * DAY_MS) / 1000);
      const endsAt = new Date(seconds * 1000);
      const said = Buffer.from(JSON.stringify([seconds, experiment, phase, from, to])).toString("base64url");
      const token = `${said}.${derived.reportSignatureOf(said)}`;
      await store.transaction((transaction) =>
        transaction.insertAuditEntry({
          occurredAt,
          action: "report_shared",
          actor,
          subject: experiment,
          why: null,
          details: {
            phase,
            ...(from === null ? {} : { from }),
            ...(to === null ? {} : { to }),
            ends_at: endsAt.toISOString(),
          },
        }),
      );
      return { path: `/console/reports/${token}`, token, endsAt };
    },

    /** What a link opens now. */
    sharedReport(token: string): SharedReport {
      const [said = "", signature = "", ...more] = token.slice(0, MAX_LENGTH).split(".");
      const isOurs = timingSafeEqualText(signature, derived.reportSignatureOf(said)) && more.length === 0;
      if (!isOurs) return { kind: "unknown" };
      const [seconds, experiment, phase, from = null, to = null] = signedPart.parse(
        JSON.parse(Buffer.from(said, "base64url").toString()),
      );
      const endsAt = new Date(seconds * 1000);
      return endsAt > now() ? { kind: "open", experiment, phase, shownDays: { from, to }, endsAt } : { kind: "ended" };
    },
  };
}
