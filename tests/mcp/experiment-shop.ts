import { expect } from "vitest";
import type { ArmFigures } from "#lib/experiment/figures.ts";
import { sessionId, type SessionId } from "#lib/ids.ts";
import { checkoutView, chooseRouteOutput, WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import { ada, openTestShop } from "../fixtures/test-shop.ts";
import { testServer } from "./test-client.ts";

type Variant = "instant" | "external";
type Meta = Readonly<Record<string, unknown>>;

export const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const BUYER = { name: "Ada Lovelace", email: "ada@example.com", phone_number: null };

/** A shop whose experiment is walked through by tools, as hosts and widgets do. */
export async function openExperimentShop() {
  const shop = await openTestShop();
  const server = testServer(shop.verbs, { instant: shop.context.provider.instant });
  const client = await server.connect();
  let shoppers = 0;
  const secrets = new Map<unknown, unknown>();
  /** As the widget calls: its secret is sent along with every call about a checkout that it was shown for. */
  const call = async (name: string, args: Record<string, unknown>, meta: Meta = {}) => {
    const secret = secrets.get(args["checkout_session_id"]);
    const sent = secret === undefined ? args : { ...args, [WIDGET_SECRET_FIELD]: secret };
    const answer = await client.callTool({ name, arguments: sent, _meta: meta });
    expect(answer.isError, JSON.stringify(answer.content)).not.toBe(true);
    if (answer._meta?.[WIDGET_SECRET_META] !== undefined)
      secrets.set(checkoutView.parse(answer.structuredContent).id, answer._meta[WIDGET_SECRET_META]);
    return answer.structuredContent;
  };
  const record = (id: SessionId, event: string) => call("record_funnel_event", { checkout_session_id: id, event });
  const newShopper = (): Meta => {
    shoppers += 1;
    return { "openai/subject": `shopper-${shoppers}`, "openai/locale": "de-DE", "openai/userAgent": "iPhone" };
  };
  const ready = async (meta: Meta): Promise<SessionId> => {
    const items = [{ id: "mug", quantity: 1 }];
    const { id } = checkoutView.parse(await call("checkout_session", { checkout_session: { items } }, meta));
    await call("update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS }, meta);
    return sessionId(id);
  };
  const assigned = async (meta: Meta, variant: Variant = "instant"): Promise<SessionId> => {
    shop.flags.set({ variant });
    const id = await ready(meta);
    const route = await call("choose_route", { checkout_session_id: id, capabilities: CAPABLE }, meta);
    expect(chooseRouteOutput.parse(route).reason).toBe(`variant_${variant}`);
    return id;
  };
  return {
    shop,
    server,
    call,
    record,
    newShopper,
    ready,
    assigned,
    async shown(meta: Meta = newShopper(), variant: Variant = "instant"): Promise<SessionId> {
      const id = await assigned(meta, variant);
      shop.advance(1000);
      await record(id, "shown");
      return id;
    },
    payInChat: (id: SessionId, token: string) =>
      call("complete_checkout", { checkout_session_id: id, buyer: BUYER, payment_data: { token, provider: "stripe" } }),
    /** On the seller's page, where everybody can pay. */
    async payOnPage(id: SessionId): Promise<void> {
      await shop.verbs.updateCheckout({ sessionId: id, buyer: ada });
      await shop.verbs.openHostedPayment({ sessionId: id });
      const session = await shop.context.store.session(id);
      if (session?.status !== "awaiting_buyer") throw new Error(`${id} is ${session?.status}`);
      shop.bank.answerPage(session.reference, "pay");
      await shop.verbs.checkOrder({ sessionId: id });
    },
    async stored(id: SessionId) {
      const found = await shop.context.store.experimentSession(id);
      if (found === null) throw new Error("not in the experiment");
      return found;
    },
    /** What the report counts of one arm in a phase that has one day. */
    async counted(phase: string, arm: Variant = "instant"): Promise<Partial<ArmFigures>> {
      const { cells } = await shop.verbs.experimentFigures(phase);
      const mine = cells.filter((cell) => cell.dimension === "all" && cell.arm === arm);
      expect(mine.length).toBeLessThanOrEqual(1);
      return mine[0]?.figures ?? {};
    },
  };
}
