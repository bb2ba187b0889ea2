import { sellerId } from "#lib/ids.ts";
import { readKeyBody, sellerKeyView } from "#lib/wire/sellers/key-view.ts";
import { sellerReceiverView } from "#lib/wire/sellers/receiver-view.ts";
import { answer, keyedCall, refusal, type OrderCallParts } from "../orders/access.ts";
import { callerOf, changing, MANAGE, noSeller } from "./seller-calls.ts";
import { TEXTS } from "./texts.ts";

/** `GET /api/sellers/{id}/keys`: the keys that were made for a seller, the valid ones first; never their secrets. */
export const answerKeys = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: MANAGE }, async (key) => {
    const keys = await parts.operator.sellerKeys({ seller: sellerId(id), caller: callerOf(key) });
    return keys === null ? noSeller() : answer(200, { keys: keys.map(sellerKeyView) });
  });

/** `POST /api/sellers/{id}/keys`: makes one, with at most the actions of the key that calls. The secret is in this answer alone. */
export const answerNewKey = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  changing(request, parts, async (key, json) => {
    const read = readKeyBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const made = { seller: sellerId(id), ...read.value, caller: callerOf(key), own: key.actions };
    const outcome = await parts.operator.makeSellerKey(made);
    switch (outcome.kind) {
      case "made":
        return answer(201, { key: sellerKeyView(outcome.key), secret: outcome.text });
      case "not_found":
        return noSeller();
      case "not_own":
        return refusal(403, TEXTS.noKeyMade, [{ field: "actions", message: TEXTS.notOwnActions(outcome.actions) }]);
      case "too_many":
        return refusal(422, TEXTS.noKeyMade, [{ field: "id", message: TEXTS.tooManyKeys(outcome.max) }]);
    }
  });

/** `DELETE /api/sellers/{id}/keys/{key}`: ends a key at once. 200 also when it was revoked before. */
export const answerKeyEnd = (
  request: Request,
  { seller, key: id }: { readonly seller: string; readonly key: string },
  parts: OrderCallParts,
): Promise<Response> =>
  keyedCall(request, { parts, action: MANAGE }, async (key) => {
    const ended = { key: id, seller: sellerId(seller), why: null, caller: callerOf(key) };
    const outcome = await parts.operator.revokeSellerKey(ended);
    if (outcome.kind === "not_found")
      return refusal(404, TEXTS.noSuchKey, [{ field: "key", message: TEXTS.noSellerField }]);
    return answer(200, {
      result: outcome.isChanged ? "changed" : "unchanged",
      key: sellerKeyView(outcome.key),
      valid_keys_created_with_it: outcome.made.map(sellerKeyView),
      receivers_created_with_it: outcome.receivers.map(sellerReceiverView),
    });
  });
