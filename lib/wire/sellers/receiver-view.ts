import { z } from "zod";
import type { ReceiverAnswer } from "../../orders/receiver-sender.ts";
import {
  RECEIVER_EVENTS,
  type ReceiverEvent,
  type ReceiverState,
  type SellerReceiver,
} from "../../sellers/receiver.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { problemsOf, type BodyReading } from "../orders/requests.ts";
import { reason } from "./requests.ts";

/** A seller's receiver as the API and `npm run sellers` show it; never its secret. Times in ISO 8601. */
export type SellerReceiverView = {
  readonly id: string;
  readonly seller_id: string;
  readonly url: string;
  readonly events: readonly ReceiverEvent[];
  readonly why: string;
  readonly created_at: string;
  /** The name of the key with which it was added; null: by command. */
  readonly created_by: string | null;
  readonly state: ReceiverState;
  readonly disabled_at: string | null;
  readonly disabled_why: string | null;
  /** Until when events are signed with the earlier secret too. */
  readonly earlier_secret_until: string | null;
  readonly last_delivered_at: string | null;
  readonly last_failed_at: string | null;
  readonly last_failure: string | null;
  readonly failing_since: string | null;
};

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

export const sellerReceiverView = (receiver: SellerReceiver): SellerReceiverView => ({
  id: receiver.id,
  seller_id: receiver.sellerId,
  url: receiver.url,
  events: receiver.events,
  why: receiver.why,
  created_at: receiver.createdAt.toISOString(),
  created_by: receiver.createdBy,
  state: receiver.state,
  disabled_at: iso(receiver.disabledAt),
  disabled_why: receiver.disabledWhy,
  earlier_secret_until: iso(receiver.earlierSecretUntil),
  last_delivered_at: iso(receiver.lastDeliveredAt),
  last_failed_at: iso(receiver.lastFailedAt),
  last_failure: receiver.lastFailure,
  failing_since: iso(receiver.failingSince),
});

/** What a receiver made of a test call: its status where it answered, else why there was no answer. */
export type ReceiverTestView = {
  readonly result: "taken" | "failed";
  readonly status: number | null;
  readonly why: string | null;
  readonly milliseconds: number;
};

export function receiverTestView(answer: ReceiverAnswer): ReceiverTestView {
  const { kind: result, milliseconds } = answer;
  if (answer.kind === "taken") return { result, status: answer.status, why: null, milliseconds };
  const status = /^answered_(\d+)$/.exec(answer.why)?.[1];
  return { result, status: status === undefined ? null : Number(status), why: answer.why, milliseconds };
}

const MAX_URL = 2000;
/** In printable ASCII, so that it is the same bytes in every system. */
export const receiverSecret = z
  .string()
  .regex(/^[!-~]{24,200}$/, "must have 24 to 200 letters, digits or punctuation marks, and no spaces");
export const receiverUrl = z
  .string()
  .max(MAX_URL)
  .regex(/^https?:\/\/\S+$/, "must be an address such as https://erp.example.com/events");
export const receiverEvents = z
  .array(z.enum(RECEIVER_EVENTS, { error: `must be one of ${RECEIVER_EVENTS.join(", ")}` }))
  .min(1, "must list at least one event")
  .readonly();

const receiverBody = z.strictObject({
  url: receiverUrl,
  events: receiverEvents.default(RECEIVER_EVENTS),
  secret: receiverSecret.nullable().default(null),
  why: reason,
});
const receiverAct = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("rotate"), secret: receiverSecret.nullable().default(null), why: reason }),
  z.strictObject({ do: z.literal("pause"), why: reason }),
  z.strictObject({ do: z.literal("resume"), why: reason }),
  z.strictObject({ do: z.literal("test") }),
]);

const readAs =
  <Schema extends z.ZodType>(schema: Schema) =>
  (json: unknown): BodyReading<z.infer<Schema>> => {
    const read = schema.safeParse(json, IN_OUR_WORDS);
    return read.success ? { kind: "read", value: read.data } : { kind: "invalid", problems: problemsOf(read.error) };
  };

/** Reads the body of `POST /api/sellers/{id}/receivers`. */
export const readReceiverBody = readAs(receiverBody);
/** Reads the body of `POST /api/sellers/{id}/receivers/{receiver}`: what is to be done. */
export const readReceiverAct = readAs(receiverAct);
