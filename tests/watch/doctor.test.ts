import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { figuresIn } from "#lib/config/risks/running.ts";
import { risksOf } from "#lib/config/risks/risks-of.ts";

function found(metrics: string): readonly string[] {
  const read = readConfig({}, "/tmp");
  if (read.kind !== "config") throw new Error("settings");
  const facts = {
    config: read.config,
    given: [],
    env: {},
    userId: 1000,
    looseFiles: 0,
    unknownSellers: [],
    sellersNotReady: null,
    sellersUnread: null,
    sellersUntaxed: null,
    idleSellerKeys: null,
    failedReceivers: null,
    unreadServer: null,
    unreadPages: [],
  };
  const without = risksOf({ ...facts, webhookTrouble: null, running: null });
  const risks = risksOf({ ...facts, webhookTrouble: null, running: figuresIn(metrics) });
  return risks
    .filter((one) => !without.some(({ what }) => what === one.what))
    .map((one) => `${one.severity} ${one.what}`);
}

describe("a server that runs here", () => {
  it("adds what an alert would be about", () => {
    const metrics = [
      "# HELP tillswitch_database_up 1 while the database answers.",
      "tillswitch_database_up 0",
      "tillswitch_unresolved_payments 2",
      "tillswitch_unresolved_oldest_seconds 901",
      'tillswitch_check_failing{check="payments"} 1',
      'tillswitch_check_failing{check="feed"} 0',
      "tillswitch_jobs_dead 3",
      'tillswitch_jobs_oldest_seconds{queue="send-mail"} 1801',
      'tillswitch_jobs_oldest_seconds{queue="sweep"} 1',
      "tillswitch_flags_stale 1",
      "tillswitch_breakers_open 1",
    ].join("\n");
    expect(found(metrics)).toEqual([
      "dangerous the database does not answer the server that runs here",
      "dangerous the outcome of 2 payments is not known, of one for 901 seconds",
      "dangerous the payment provider refuses the key",
      "warning 3 jobs are not tried any more",
      "warning a job waits for 1801 seconds",
      "warning the flag server does not answer as it should",
      "advice breakers that pause instant: 1",
    ]);
  });

  it("that is well, or another program, adds nothing", () => {
    expect(found("tillswitch_database_up 1\ntillswitch_jobs_dead 0\ntillswitch_unresolved_oldest_seconds 899")).toEqual(
      [],
    );
    expect(found('<html>tillswitch_database_up 0</html>\n{"from":"another program"}')).toEqual([]);
  });
});
