import type { PurchaseContext } from "../context.ts";

const PAGE = 100;

/**
 * Encrypts with the newest key what was encrypted with an earlier one, so that the earlier can be taken from the settings. Safe
 * to repeat and on several instances at once. What no key decrypts stays as it is, and is reported.
 */
export async function reencryptReceivers({ store, receiverSender, report }: PurchaseContext): Promise<void> {
  const { encryption } = receiverSender;
  const keyId = encryption?.keyId ?? " ";
  let unreadable = 0;
  for (let after = ""; ;) {
    const page = await store.receiversWithOtherKey(keyId, PAGE, after);
    for (const { id } of page)
      unreadable += await store.transaction(async (transaction) => {
        await transaction.lockSellerReceiver(id);
        const receiver = await transaction.sellerReceiver(id);
        if (receiver === null) return 0;
        const secret = encryption?.decrypt(receiver.secret, id) ?? null;
        const earlier =
          receiver.earlierSecret === null ? null : (encryption?.decrypt(receiver.earlierSecret, id) ?? null);
        if (encryption === null || secret === null) return 1;
        await transaction.changeSellerReceiver(id, {
          secret: encryption.encrypt(secret, id),
          ...(earlier === null ? {} : { earlierSecret: encryption.encrypt(earlier, id) }),
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
