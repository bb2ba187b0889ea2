import { z } from "zod";
import { sellerId } from "../../ids.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { ReceiverOutcome } from "../../purchase/sellers/receiver-verbs.ts";
import { RECEIVER_EVENTS } from "../../sellers/receiver.ts";
import {
  receiverEvents,
  receiverSecret,
  receiverTestView,
  receiverUrl,
  sellerReceiverView,
  type ReceiverTestView,
  type SellerReceiverView,
} from "../../wire/sellers/receiver-view.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";
import { isDryRun, keyOrReceiver, seller, why } from "./request-fields.ts";

export const SELLER_RECEIVERS_VERB = "seller_receivers";

const MAX_FAILED = 200;
const secret = receiverSecret.nullable().default(null);
const sellerReceiversRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("list"), seller }),
  z.object({
    do: z.literal("add"),
    seller,
    url: receiverUrl,
    events: receiverEvents.default(RECEIVER_EVENTS),
    secret,
    why,
    isDryRun,
  }),
  z.object({ do: z.literal("rotate"), receiver: keyOrReceiver, secret, why, isDryRun }),
  z.object({ do: z.literal("pause"), receiver: keyOrReceiver, why, isDryRun }),
  z.object({ do: z.literal("resume"), receiver: keyOrReceiver, why, isDryRun }),
  z.object({ do: z.literal("remove"), receiver: keyOrReceiver, why, isDryRun }),
  z.object({ do: z.literal("test"), receiver: keyOrReceiver }),
  z.object({ do: z.literal("failed") }),
]);
export type SellerReceiversRequest = z.input<typeof sellerReceiversRequest>;

/** What `npm run sellers` prints of receivers. */
export type SellerReceiversLine =
  | { readonly type: "receivers"; readonly receivers: readonly SellerReceiverView[] }
  | {
      readonly type: "changed";
      /** What was done; `none` where there was nothing to do. */
      readonly done: "added" | "rotated" | "moved" | "removed" | "none";
      readonly receiver: SellerReceiverView;
      /** The secret itself, here alone; null where none was made, and in a dry run. */
      readonly secret: string | null;
      /** Orders that changed since then are sent again, ISO 8601; null: none are. */
      readonly since: string | null;
      readonly isDryRun: boolean;
    }
  | ({ readonly type: "tested"; readonly receiver: SellerReceiverView } & ReceiverTestView)
  | { readonly type: "no_such_seller" | "no_such_receiver"; readonly id: string }
  | { readonly type: "too_many"; readonly seller: string; readonly max: number }
  | { readonly type: "no_secrets_key" | "bad_address" };

/** Does what `npm run sellers` asks for about receivers, and what the doctor asks for. */
export async function sellerReceiversCommand(
  { operator }: { readonly operator: Operator },
  given: SellerReceiversRequest,
  emit: Emit,
): Promise<void> {
  const send = (line: SellerReceiversLine) => emit(line);
  const request = sellerReceiversRequest.parse(given);
  const caller = { by: "command" } as const;
  const act = { seller: null, caller } as const;
  switch (request.do) {
    case "failed":
      return send({
        type: "receivers",
        receivers: (await operator.failedReceivers(MAX_FAILED)).map(sellerReceiverView),
      });
    case "list": {
      const receivers = await operator.sellerReceivers({ seller: sellerId(request.seller), caller });
      if (receivers === null) return send({ type: "no_such_seller", id: request.seller });
      return send({ type: "receivers", receivers: receivers.map(sellerReceiverView) });
    }
    case "add": {
      const outcome = await operator.addSellerReceiver({ ...request, seller: sellerId(request.seller), caller });
      return send(lineOf(outcome, request, { type: "no_such_seller", id: request.seller }));
    }
    case "rotate":
      return send(lineOf(await operator.rotateSellerReceiver({ ...request, ...act }), request));
    case "pause":
      return send(lineOf(await operator.moveSellerReceiver({ ...request, ...act, to: "paused" }), request));
    case "resume":
      return send(lineOf(await operator.moveSellerReceiver({ ...request, ...act, to: "active" }), request));
    case "remove":
      return send(lineOf(await operator.removeSellerReceiver({ ...request, ...act }), request));
    case "test":
      return send(lineOf(await operator.testSellerReceiver({ ...request, ...act }), request));
  }
}

function lineOf(
  outcome: ReceiverOutcome,
  request: { readonly seller?: string; readonly receiver?: string; readonly isDryRun?: boolean },
  notFound: SellerReceiversLine = { type: "no_such_receiver", id: request.receiver ?? "" },
): SellerReceiversLine {
  const changed = { type: "changed", secret: null, since: null, isDryRun: request.isDryRun ?? false } as const;
  switch (outcome.kind) {
    case "added":
    case "rotated": {
      const { kind: done, secret: text } = outcome;
      return { ...changed, done, receiver: sellerReceiverView(outcome.receiver), secret: text };
    }
    case "moved": {
      const done = outcome.isChanged ? "moved" : "none";
      const since = outcome.since?.toISOString() ?? null;
      return { ...changed, done, receiver: sellerReceiverView(outcome.receiver), since };
    }
    case "removed":
      return { ...changed, done: "removed", receiver: sellerReceiverView(outcome.receiver) };
    case "tested":
      return { type: "tested", receiver: sellerReceiverView(outcome.receiver), ...receiverTestView(outcome.answer) };
    case "not_found":
      return notFound;
    case "too_many":
      return { type: "too_many", seller: request.seller ?? "", max: outcome.max };
    case "no_secrets_key":
    case "bad_address":
      return { type: outcome.kind };
  }
}

/** The verb for the control socket. */
export const sellerReceiversVerb = (parts: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [SELLER_RECEIVERS_VERB]: {
    must: '{"do": "list", "add", "rotate", "pause", "resume", "remove", "test" or "failed", …}',
    busy: "the server is busy",
    begin(body) {
      const read = sellerReceiversRequest.safeParse(body);
      return read.success ? (emit) => sellerReceiversCommand(parts, read.data, emit) : "not_understood";
    },
  },
});
