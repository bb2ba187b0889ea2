import { addressWith, fieldsOf, textIn } from "../../../../asked.ts";
import { postedAct, type OrderPlace } from "../../../acts/enter.ts";
import { asksForNothing, refundAsked, refundFields, runRefund } from "../../../acts/refund.ts";
import { orderAddress } from "../../../words.ts";

export const dynamic = "force-dynamic";

/**
 * Gives back what was agreed to, by the verb of `npm run refund`. Where it is another amount by now, or something speaks
 * against it, nothing is given and the page that asks says why.
 */
export const POST = (request: Request, place: OrderPlace): Promise<Response> =>
  postedAct(request, place, "refund", async ({ opened, order, form }) => {
    const asked = refundAsked(form, order);
    const agreed = textIn(form, "agreed");
    const review = addressWith(`${orderAddress(order)}/refund`, fieldsOf(form, refundFields(order)));
    if (asksForNothing(asked, form) || textIn(form, "why") === "" || !/^\d{1,15}$/.test(agreed)) return review;
    const answer = await runRefund(opened.operator, { ...asked, agreedMinor: Number(agreed) });
    switch (answer.kind) {
      case "done":
      case "accepted":
      case "requires_action":
        return `${orderAddress(order)}?refund=${answer.isRepetition ? "repeated" : answer.kind}`;
      case "unknown":
      case "refused":
        return `${orderAddress(order)}?refund=${answer.kind}`;
      case "failed":
      case "canceled":
        return `${orderAddress(order)}?refund=failed`;
      default:
        return review;
    }
  });
