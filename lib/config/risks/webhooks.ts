import { z } from "zod";

const readyz = z.object({ failing: z.array(z.string()), checks: z.object({ webhooks: z.string() }) });

/** What an answer of /readyz says of webhooks, when they are in trouble; null otherwise, and for the answer of another program. */
export function webhookTroubleIn(answer: unknown): string | null {
  const { data } = readyz.safeParse(answer);
  return data?.failing.includes("webhooks") === true ? data.checks.webhooks : null;
}
