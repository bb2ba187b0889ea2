import { z } from "zod";
import { merchantId } from "../ids.ts";
import { sourceText, type Flags } from "../flags/flags.ts";
import type { Pauses } from "../purchase/operator-answers.ts";
import type { Verbs } from "../purchase/verbs.ts";
import type { ControlVerb, Tell } from "./control-socket.ts";

const scope = z.string().min(1).max(120).nullable();
const why = z.string().trim().min(1).max(200);
const pauseRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("show") }),
  z.object({ do: z.literal("turn_on"), merchantId: scope, why }),
  z.object({ do: z.literal("turn_off"), merchantId: scope, why }),
  z.object({ do: z.literal("close_breaker"), merchantId: z.string().min(1).max(120), why }),
]);
export type PauseRequest = z.infer<typeof pauseRequest>;

/** What `npm run kill` and `npm run breaker` are told, in this order. */
export type PauseLine =
  /** Asked for a seller of whom the catalogue holds nothing; the switch is turned all the same. */
  | { readonly type: "unknown_seller"; readonly merchantId: string }
  | { readonly type: "turned"; readonly isOn: boolean; readonly merchantId: string | null }
  | { readonly type: "breaker_closed"; readonly merchantId: string; readonly wasOpen: boolean }
  | ({ readonly type: "state"; readonly flags: string } & Pauses);

export const PAUSE_VERB = "pause";

/** Turns the kill switch or closes a breaker, and says how instant stands after that. */
export async function pause(
  { verbs, flags }: { verbs: Verbs; flags: Flags },
  request: PauseRequest,
  tell: Tell,
): Promise<void> {
  const say = (line: PauseLine) => tell(line);
  if (request.do !== "show" && request.merchantId !== null) {
    const sellers = await verbs.sellers();
    if (!sellers.some((seller) => seller.merchantId === request.merchantId))
      await say({ type: "unknown_seller", merchantId: request.merchantId });
  }
  if (request.do === "turn_on" || request.do === "turn_off") {
    const isOn = request.do === "turn_on";
    const seller = request.merchantId === null ? null : merchantId(request.merchantId);
    await verbs.turnKillSwitch({ merchantId: seller, isOn, why: request.why });
    await say({ type: "turned", isOn, merchantId: seller });
  } else if (request.do === "close_breaker") {
    const seller = merchantId(request.merchantId);
    const wasOpen = await verbs.closeBreaker({ merchantId: seller, why: request.why });
    await say({ type: "breaker_closed", merchantId: seller, wasOpen });
  }
  await say({ type: "state", flags: sourceText(flags.source(), new Date()), ...(await verbs.pauses()) });
}

/** The verb for the control socket. */
export function pauseVerb(parts: { verbs: Verbs; flags: Flags }): ControlVerb {
  return {
    must: '{"do": "show"}, or {"do": "turn_on", "turn_off" or "close_breaker", "merchantId": "…" or null, "why": "…"}',
    busy: "the server is busy",
    begin(body) {
      const read = pauseRequest.safeParse(body);
      return read.success ? (tell) => pause(parts, read.data, tell) : "not_understood";
    },
  };
}
