import { sellerId } from "#lib/ids.ts";
import type { ReceiverOutcome } from "#lib/purchase/sellers/receiver-verbs.ts";
import type { KeyRights, OrderAction } from "#lib/sellers/key.ts";
import {
  readReceiverAct,
  readReceiverBody,
  receiverTestView,
  sellerReceiverView,
} from "#lib/wire/sellers/receiver-view.ts";
import { answer, keyedCall, readJson, refusal, type OrderCallParts } from "../orders/access.ts";
import { callerOf, noSeller } from "./seller-calls.ts";
import { TEXTS } from "./texts.ts";

/** A receiver, by the seller and itself as the address names them. */
export type ReceiverName = { readonly seller: string; readonly receiver: string };

const ACTION: OrderAction = "manage_receivers";
/**
 * Whoever manages sellers may do it too, where they may read orders as well: a receiver gets what `read` allows, and no key
 * gives away more than that.
 */
const orFor = ({ actions }: KeyRights): boolean => actions.includes("manage_sellers") && actions.includes("read");

/** `GET /api/sellers/{id}/receivers`: where a seller gets order events; never the secrets. */
export const answerReceivers = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: ACTION, orFor }, async (key) => {
    const receivers = await parts.operator.sellerReceivers({ seller: sellerId(id), caller: callerOf(key) });
    return receivers === null ? noSeller() : answer(200, { receivers: receivers.map(sellerReceiverView) });
  });

/** `POST /api/sellers/{id}/receivers`: adds one. Its secret is in this answer alone. */
export const answerNewReceiver = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  withBody(request, parts, async (key, json) => {
    const read = readReceiverBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const added = { seller: sellerId(id), ...read.value, caller: callerOf(key) };
    return answerOf(await parts.operator.addSellerReceiver(added), noSeller);
  });

/** `POST /api/sellers/{id}/receivers/{receiver}`: rotates its secret, pauses, resumes or tests it. */
export const answerReceiverAct = (request: Request, name: ReceiverName, parts: OrderCallParts): Promise<Response> =>
  withBody(request, parts, async (key, json) => {
    const read = readReceiverAct(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const named = namedBy(name, key);
    const act = read.value;
    switch (act.do) {
      case "rotate":
        return answerOf(await parts.operator.rotateSellerReceiver({ ...named, ...act }));
      case "pause":
      case "resume": {
        const to = act.do === "pause" ? "paused" : "active";
        return answerOf(await parts.operator.moveSellerReceiver({ ...named, to, why: act.why }));
      }
      case "test":
        return answerOf(await parts.operator.testSellerReceiver(named));
    }
  });

/** `DELETE /api/sellers/{id}/receivers/{receiver}`: nothing is sent to it any more, also of what waits. */
export const answerReceiverEnd = (request: Request, name: ReceiverName, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: ACTION, orFor }, async (key) =>
    answerOf(await parts.operator.removeSellerReceiver({ ...namedBy(name, key), why: null })),
  );

const withBody = (
  request: Request,
  parts: OrderCallParts,
  run: (key: KeyRights, json: unknown) => Promise<Response>,
): Promise<Response> =>
  keyedCall(request, { parts, action: ACTION, orFor }, async (key) => {
    const sent = await readJson(request);
    return sent instanceof Response ? sent : run(key, sent.json);
  });

const namedBy = ({ seller, receiver }: ReceiverName, key: KeyRights) =>
  ({ seller: sellerId(seller), receiver, caller: callerOf(key) }) as const;

const noReceiver = () => refusal(404, TEXTS.noSuchReceiver, [{ field: "receiver", message: TEXTS.noSellerField }]);

function answerOf(outcome: ReceiverOutcome, notFound = noReceiver): Response {
  switch (outcome.kind) {
    case "added":
      return answer(201, { receiver: sellerReceiverView(outcome.receiver), secret: outcome.secret });
    case "rotated":
      return answer(200, { receiver: sellerReceiverView(outcome.receiver), secret: outcome.secret });
    case "moved": {
      const { receiver, isChanged, since } = outcome;
      const result = isChanged ? "changed" : "unchanged";
      const again = since?.toISOString() ?? null;
      return answer(200, { result, receiver: sellerReceiverView(receiver), sent_again_since: again });
    }
    case "removed":
      return answer(200, { result: "removed", receiver: sellerReceiverView(outcome.receiver) });
    case "tested":
      return answer(200, { ...receiverTestView(outcome.answer), receiver: sellerReceiverView(outcome.receiver) });
    case "not_found":
      return notFound();
    case "no_secrets_key":
      return refusal(422, TEXTS.noReceivers, []);
    case "bad_address":
      return refusal(422, TEXTS.noReceiverAdded, [{ field: "url", message: TEXTS.badReceiverUrl }]);
    case "too_many":
      return refusal(422, TEXTS.noReceiverAdded, [{ field: "id", message: TEXTS.tooManyReceivers(outcome.max) }]);
  }
}
