import { useEffect } from "react";
import type { FunnelEvent } from "#lib/experiment/funnel-event.ts";
import type { Host } from "../host/host.ts";
import { sendFunnelEvent } from "./purchase-calls.ts";
import type { Phase, PurchaseEvent } from "./purchase-phase.ts";

export type FunnelReporter = {
  /** Learns from the answer about the route whether this session is in the experiment; until then it may be. */
  learn(event: PurchaseEvent): void;
  /** Reports to the server what the buyer saw or did, once for each session and event. Nobody waits for it. */
  emit(sessionId: string, event: FunnelEvent): void;
};

const AGAIN_AFTER_MS = 3000;

/** Sends funnel events beside the purchase: what is lost is tried once more and then given up, and the buyer never notices. */
export function funnelReporter(host: Host, againAfterMs = AGAIN_AFTER_MS): FunnelReporter {
  const outside = new Set<string>();
  const sent = new Set<string>();
  return {
    learn(event) {
      if (event.type === "route_chosen" && !event.route.isInExperiment) outside.add(event.route.checkout.id);
    },
    emit(sessionId, event) {
      const name = `${sessionId} ${event}`;
      if (outside.has(sessionId) || sent.has(name)) return;
      sent.add(name);
      void sendFunnelEvent(host, sessionId, event).then((isReceived) => {
        if (!isReceived) setTimeout(() => void sendFunnelEvent(host, sessionId, event), againAfterMs);
      });
    },
  };
}

/** The exposure: the button that the server's answer led to is on the screen. */
export function useShownButton(phase: Phase, reporter: FunnelReporter): void {
  const shown = phase.phase === "basket" && phase.offer.kind === "offered" ? phase.checkout.id : null;
  useEffect(() => {
    if (shown !== null) reporter.emit(shown, "shown");
  }, [shown, reporter]);
}
