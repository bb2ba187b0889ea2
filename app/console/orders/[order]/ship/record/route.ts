import { addressWith, fieldsOf } from "../../../../asked.ts";
import { postedAct, type OrderPlace } from "../../../acts/enter.ts";
import { runShip, shipAsked, shipFields } from "../../../acts/ship.ts";
import { orderAddress } from "../../../words.ts";

export const dynamic = "force-dynamic";

/** Records a shipment by the verb of `npm run ship`. What is refused is said by the page that asks. */
export const POST = (request: Request, place: OrderPlace): Promise<Response> =>
  postedAct(request, place, "ship", async ({ opened, order, form }) => {
    const answer = await runShip(opened.operator, shipAsked(form, order));
    if (answer.kind === "recorded") return `${orderAddress(order)}?shipment=${answer.isNew ? "recorded" : "added"}`;
    return answer.kind === "already_recorded"
      ? `${orderAddress(order)}?shipment=${answer.kind}`
      : addressWith(`${orderAddress(order)}/ship`, fieldsOf(form, shipFields(order)));
  });
