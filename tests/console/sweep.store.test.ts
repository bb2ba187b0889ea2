import { expect, it } from "vitest";
import { openTestShop } from "../fixtures/test-shop.ts";

it("the sweep deletes console sessions that are over, and leaves those that are open", async () => {
  const shop = await openTestShop();
  const now = shop.context.now();
  const insert = (digest: string, endsAt: Date) =>
    shop.context.store.transaction((transaction) =>
      transaction.insertConsoleSession({
        digest,
        endsAt,
        keyId: "k1",
        browser: "Firefox on Linux",
        createdAt: now,
        lastSeenAt: now,
      }),
    );
  await insert("over", now);
  await insert("open", new Date(now.getTime() + 3_600_000));
  await shop.verbs.sweep();
  const left = await shop.context.store.consoleSessions({ keyId: "k1", seenAfter: new Date(0), now: new Date(0) }, 10);
  expect(left.map(({ digest }) => digest)).toEqual(["open"]);
  await shop.close();
});
