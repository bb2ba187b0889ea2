import { z } from "zod";
import { MAX_SELLER_ID, sellerId } from "../ids.ts";
import { sourceText, type Flags } from "../flags/flags.ts";
import type { Pauses, Operator } from "../purchase/operator.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

const scope = z.string().min(1).max(MAX_SELLER_ID).nullable();
const why = z.string().trim().min(1).max(200);
const pauseRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("show") }),
  z.object({ do: z.literal("turn_on"), sellerId: scope, why }),
  z.object({ do: z.literal("turn_off"), sellerId: scope, why }),
  z.object({ do: z.literal("close_breaker"), sellerId: scope, why }),
]);
export type PauseRequest = z.infer<typeof pauseRequest>;

/** What `npm run kill` and `npm run breaker` print, in this order. */
export type PauseLine =
  /** Asked for a seller of whom the catalogue contains nothing; the switch is turned all the same. */
  | { readonly type: "unknown_seller"; readonly sellerId: string }
  | { readonly type: "turned"; readonly isOn: boolean; readonly sellerId: string | null }
  | { readonly type: "breaker_closed"; readonly sellerId: string | null; readonly wasOpen: boolean }
  | ({ readonly type: "state"; readonly flags: string } & Pauses);

export const PAUSE_VERB = "pause";

/** Turns the kill switch or closes a breaker, and returns the state of instant after that. */
export async function pause(
  { operator, flags }: { operator: Operator; flags: Flags },
  request: PauseRequest,
  emit: Emit,
): Promise<void> {
  const send = (line: PauseLine) => emit(line);
  if (request.do !== "show" && request.sellerId !== null) {
    if ((await operator.sellerNames([sellerId(request.sellerId)])).size === 0)
      await send({ type: "unknown_seller", sellerId: request.sellerId });
  }
  const seller = request.do === "show" || request.sellerId === null ? null : sellerId(request.sellerId);
  if (request.do === "turn_on" || request.do === "turn_off") {
    const isOn = request.do === "turn_on";
    await operator.setKillSwitch({ sellerId: seller, isOn, why: request.why });
    await send({ type: "turned", isOn, sellerId: seller });
  } else if (request.do === "close_breaker") {
    const wasOpen = await operator.closeBreaker({ sellerId: seller, why: request.why });
    await send({ type: "breaker_closed", sellerId: seller, wasOpen });
  }
  await send({ type: "state", flags: sourceText(flags.source(), new Date()), ...(await operator.pauses()) });
}

/** The verb for the control socket. */
export function pauseVerb(parts: { operator: Operator; flags: Flags }): ControlVerb {
  return {
    must: '{"do": "show"}, or {"do": "turn_on", "turn_off" or "close_breaker", "sellerId": "…" or null, "why": "…"}',
    busy: "the server is busy",
    begin(body) {
      const read = pauseRequest.safeParse(body);
      return read.success ? (emit) => pause(parts, read.data, emit) : "not_understood";
    },
  };
}
