import type { SessionId } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import type { Principal } from "./principal.ts";
import { relationOf } from "./relation.ts";

/**
 * Keeps the way back to the chat that a checkout was opened from. The first one stays: everybody who has the link may
 * open it with another. Only the browser that typed details replaces it. Accepts every state.
 */
export async function rememberReturn(
  context: PurchaseContext,
  principal: Principal,
  { sessionId, url }: { readonly sessionId: SessionId; readonly url: string },
): Promise<void> {
  await context.store.transaction(async (transaction) => {
    await transaction.lockSession(sessionId);
    const relation = relationOf(principal, await transaction.session(sessionId), context.now());
    const isFirst = (await transaction.returnUrl(sessionId)) === null;
    if (isFirst || relation === "same_browser") await transaction.saveReturnUrl(sessionId, url, context.now());
  });
}
