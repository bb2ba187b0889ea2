import { z } from "zod";
import { always, oneOf, signingSecret, webAddress } from "../setting.ts";

export type OrderEventsConfig = {
  readonly url: string;
  readonly secret: string;
  /** Whose words and shape an event has: the protocol's, or those on OpenAI's pages (docs/decisions/0014). */
  readonly names: (typeof EVENT_NAMES)[number];
  readonly signatureHeader: string;
};

const EVENT_NAMES = ["acp", "openai"] as const;
/** Headers that an order event has anyway, or that belong to the connection. */
const TAKEN_HEADERS =
  /^(content-(type|length|encoding)|request-id|timestamp|host|connection|transfer-encoding|expect)$/i;

/** Who receives order events. Off unless it is set. */
export const orderEventSettings = z
  .object({
    ACP_WEBHOOK_URL: webAddress("https://receiver.example.com").optional(),
    ACP_WEBHOOK_SECRET: signingSecret().optional(),
    ACP_EVENT_NAMES: oneOf(EVENT_NAMES).default("acp"),
    ACP_SIGNATURE_HEADER: z
      .string()
      .refine((header) => /^[A-Za-z0-9_-]{1,100}$/.test(header) && !TAKEN_HEADERS.test(header), {
        error: ({ input }) =>
          `must be the name of a header that is not in use, such as Merchant-Signature, not "${String(input)}"`,
      })
      .default("Merchant-Signature"),
  })
  .superRefine(({ ACP_WEBHOOK_URL: url, ACP_WEBHOOK_SECRET: secret }, context) => {
    const missing = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (url === undefined && secret !== undefined) missing("ACP_WEBHOOK_URL", "required with ACP_WEBHOOK_SECRET");
    if (secret === undefined && url !== undefined)
      missing("ACP_WEBHOOK_SECRET", "required with ACP_WEBHOOK_URL, because order events are signed");
  }, always)
  .transform(
    ({
      ACP_WEBHOOK_URL: url,
      ACP_WEBHOOK_SECRET: secret,
      ACP_EVENT_NAMES: names,
      ACP_SIGNATURE_HEADER: signatureHeader,
    }): OrderEventsConfig | null =>
      url === undefined || secret === undefined ? null : { url, secret, names, signatureHeader },
  );
