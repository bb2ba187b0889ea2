import { z } from "zod";

const readyz = z.object({ ready: z.boolean(), failing: z.array(z.string()), checks: z.record(z.string(), z.string()) });
export type ReadyzAnswer = z.infer<typeof readyz>;

/** What /readyz answers; null for the answer of another program. */
export const readyzIn = (answer: unknown): ReadyzAnswer | null => readyz.safeParse(answer).data ?? null;

/** What it says of webhooks, when they are in trouble; null otherwise. */
export const webhookTroubleIn = ({ failing, checks }: ReadyzAnswer): string | null =>
  failing.includes("webhooks") ? (checks["webhooks"] ?? null) : null;
