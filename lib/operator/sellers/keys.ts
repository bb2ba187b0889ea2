import { z } from "zod";
import { sellerId } from "../../ids.ts";
import type { Operator } from "../../purchase/operator.ts";
import { ORDER_ACTIONS } from "../../sellers/key.ts";
import { keyActions } from "../../wire/sellers/key-actions.ts";
import { sellerKeyView, type SellerKeyView } from "../../wire/sellers/key-view.ts";
import { sellerReceiverView, type SellerReceiverView } from "../../wire/sellers/receiver-view.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";
import { isDryRun, keyOrReceiver, seller, why } from "./request-fields.ts";

export const SELLER_KEYS_VERB = "seller_keys";

const MAX_IDLE = 200;
const sellerKeysRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("list"), seller }),
  z.object({ do: z.literal("make"), seller, actions: keyActions.readonly(), why, isDryRun }),
  z.object({ do: z.literal("revoke"), key: keyOrReceiver, why, isDryRun }),
  z.object({ do: z.literal("idle") }),
]);
export type SellerKeysRequest = z.input<typeof sellerKeysRequest>;

/** What `npm run sellers` prints of keys. */
export type SellerKeysLine =
  | { readonly type: "keys"; readonly keys: readonly SellerKeyView[] }
  /** `secret`: the key itself, here alone; null in a dry run. */
  | { readonly type: "made"; readonly key: SellerKeyView; readonly secret: string | null }
  | {
      readonly type: "revoked";
      readonly key: SellerKeyView;
      readonly isChanged: boolean;
      /** Valid keys that go back to it. */
      readonly made: readonly SellerKeyView[];
      /** Receivers that were added with it, or with those. */
      readonly receivers: readonly SellerReceiverView[];
      readonly isDryRun: boolean;
    }
  | { readonly type: "no_such_seller" | "no_such_key"; readonly id: string }
  | { readonly type: "too_many"; readonly seller: string; readonly max: number };

/** Does what `npm run sellers` asks for with `--keys`, `--new-key` and `--revoke-key`, and what the doctor asks for. */
export async function sellerKeysCommand(
  { operator }: { readonly operator: Operator },
  given: SellerKeysRequest,
  emit: Emit,
): Promise<void> {
  const send = (line: SellerKeysLine) => emit(line);
  const request = sellerKeysRequest.parse(given);
  const caller = { by: "command" } as const;
  switch (request.do) {
    case "idle":
      return send({ type: "keys", keys: (await operator.idleSellerKeys(MAX_IDLE)).map(sellerKeyView) });
    case "list": {
      const keys = await operator.sellerKeys({ seller: sellerId(request.seller), caller });
      if (keys === null) return send({ type: "no_such_seller", id: request.seller });
      return send({ type: "keys", keys: keys.map(sellerKeyView) });
    }
    case "make": {
      const made = { ...request, seller: sellerId(request.seller), caller, own: ORDER_ACTIONS };
      const outcome = await operator.makeSellerKey(made);
      if (outcome.kind === "made") return send({ type: "made", key: sellerKeyView(outcome.key), secret: outcome.text });
      if (outcome.kind === "too_many") return send({ type: "too_many", seller: request.seller, max: outcome.max });
      return send({ type: "no_such_seller", id: request.seller });
    }
    case "revoke": {
      const outcome = await operator.revokeSellerKey({ ...request, seller: null, caller });
      if (outcome.kind === "not_found") return send({ type: "no_such_key", id: request.key });
      const { isChanged } = outcome;
      const key = sellerKeyView(outcome.key);
      const made = outcome.made.map(sellerKeyView);
      const receivers = outcome.receivers.map(sellerReceiverView);
      return send({ type: "revoked", key, isChanged, made, receivers, isDryRun: request.isDryRun });
    }
  }
}

/** The verb for the control socket. */
export const sellerKeysVerb = (parts: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [SELLER_KEYS_VERB]: {
    must: '{"do": "list", "make", "revoke" or "idle", …}',
    busy: "the server is busy",
    begin(body) {
      const read = sellerKeysRequest.safeParse(body);
      return read.success ? (emit) => sellerKeysCommand(parts, read.data, emit) : "not_understood";
    },
  },
});
