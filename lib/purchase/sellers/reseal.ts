import type { PurchaseContext } from "../context.ts";

const PAGE = 100;

/**
 * Seals what was sealed with an earlier key with the newest one, so that the earlier can be taken from the settings. Safe to
 * repeat and on several instances at once. What no key opens stays as it is, and is reported.
 */
export async function resealReceivers({ store, receiverLine, report }: PurchaseContext): Promise<void> {
  const { seals } = receiverLine;
  const mark = seals?.mark ?? " ";
  let unreadable = 0;
  for (let after = ""; ;) {
    const page = await store.receiversSealedElse(mark, PAGE, after);
    for (const { id } of page)
      unreadable += await store.transaction(async (transaction) => {
        await transaction.lockSellerReceiver(id);
        const receiver = await transaction.sellerReceiver(id);
        if (receiver === null) return 0;
        const secret = seals?.open(receiver.secret, id) ?? null;
        const earlier = receiver.earlierSecret === null ? null : (seals?.open(receiver.earlierSecret, id) ?? null);
        if (seals === null || secret === null) return 1;
        await transaction.changeSellerReceiver(id, {
          secret: seals.seal(secret, id),
          ...(earlier === null ? {} : { earlierSecret: seals.seal(earlier, id) }),
        });
        return 0;
      });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.id;
  }
  if (unreadable === 0) return;
  const fields = { receivers: unreadable };
  report({
    level: "error",
    message: "no key opens the secrets of sellers' receivers; nothing is sent to them",
    fields,
  });
}
