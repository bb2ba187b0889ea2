import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Buyer } from "#lib/checkout/session.ts";
import { productId, shopperId, type SessionId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";

export const DAY_MS = 86_400_000;
export const HOST = { widget: true, requestCheckout: true, openExternal: true, openLink: true };

/** A shop whose tables a test can read as they are. */
export async function openPrivacyShop(): Promise<TestShop & { readonly opened: OpenDatabase }> {
  const opened = await openTestPglite();
  return { ...(await openTestShop(opened)), opened };
}

/** Somebody all of whose details have one word in them. */
export const someone = (word: string) => ({
  buyer: { name: `Name ${word}`, email: `${word}@example.com`, phoneNumber: `+1 ${word}` } satisfies Buyer,
  address: {
    ...newYorker,
    name: `Name ${word}`,
    lineOne: `${word} Street 1`,
    lineTwo: `Flat ${word}`,
    city: `City ${word}`,
    phoneNumber: `+1 ${word}`,
  },
});

/** A session of theirs that can be paid, with a shopper, a route, a way back, and a code that does not exist. */
export async function sessionOf(shop: TestShop, word: string): Promise<SessionId> {
  const { verbs } = shop;
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const prepared = await verbs.prepareCheckout({ items, shopperId: shopperId(`subject-${word}`) });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const { id } = prepared.session;
  await verbs.updateCheckout({ sessionId: id, ...someone(word), discountCodes: [`code-${word}`] });
  await verbs.chooseRoute({ sessionId: id, capabilities: HOST, country: "US", platform: "ios" });
  await verbs.recordFunnelEvent({ sessionId: id, event: "shown" });
  await verbs.rememberReturn({ sessionId: id, url: `https://chatgpt.com/c/${word}` });
  return id;
}

export const pay = (shop: TestShop, sessionId: SessionId, word: string, token = `tok_sandbox_ok_${sessionId}`) =>
  shop.verbs.payWithToken({ sessionId, token, buyer: someone(word).buyer });

/** The order of a new session of theirs. */
export async function orderOf(shop: TestShop, word: string): Promise<Order> {
  const paid = await pay(shop, await sessionOf(shop, word), word);
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid but ${paid.kind}`);
  return paid.order;
}

/** What a statement answers. */
export async function rowsOf(
  { database }: OpenDatabase,
  statement: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = (await database.execute(statement)) as { rows?: readonly Readonly<Record<string, unknown>>[] };
  return rows ?? [];
}

/** Every row of every table, as text by table. */
export async function dumpOf(opened: OpenDatabase): Promise<Readonly<Record<string, string>>> {
  const tables = await rowsOf(
    opened,
    `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('public', 'jobs') and table_type = 'BASE TABLE'`,
  );
  const dump: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await rowsOf(
      opened,
      `select coalesce(string_agg(t::text, chr(10)), '') as text from ${String(name)} t`,
    );
    dump[String(name)] = String(row?.["text"]);
  }
  return dump;
}

/** The tables in which a word is. */
export async function tablesWith(opened: OpenDatabase, word: string): Promise<readonly string[]> {
  return Object.entries(await dumpOf(opened)).flatMap(([table, text]) =>
    text.toLowerCase().includes(word.toLowerCase()) ? [table] : [],
  );
}
