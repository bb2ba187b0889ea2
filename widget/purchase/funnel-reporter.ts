import { useEffect } from "react";
import type { FunnelEvent } from "#lib/experiment/funnel-event.ts";
import type { Host } from "../host/host.ts";
import { sendFunnelEvent } from "./purchase-calls.ts";
import type { Phase, PurchaseEvent } from "./purchase-phase.ts";

export type FunnelReporter = {
  /** Learns from the answer about the way to pay whether this session is in the experiment; until then it may be. */
  learn(event: PurchaseEvent): void;
  /** Tells the server what the buyer saw or did, once for each session and step. Nobody waits for it. */
  emit(sessionId: string, step: FunnelEvent): void;
};

const AGAIN_AFTER_MS = 3000;

/** Tells steps beside the purchase: what is lost is tried once more and then given up, and the buyer never notices. */
export function funnelReporter(host: Host, againAfterMs = AGAIN_AFTER_MS): FunnelReporter {
  const outside = new Set<string>();
  const told = new Set<string>();
  return {
    learn(event) {
      if (event.type === "route_chosen" && !event.route.isInExperiment) outside.add(event.route.checkout.id);
    },
    emit(sessionId, step) {
      const name = `${sessionId} ${step}`;
      if (outside.has(sessionId) || told.has(name)) return;
      told.add(name);
      void sendFunnelEvent(host, sessionId, step).then((isTold) => {
        if (!isTold) setTimeout(() => void sendFunnelEvent(host, sessionId, step), againAfterMs);
      });
    },
  };
}

/** The exposure: the button that the server's answer led to is on the screen. */
export function useShownButton(phase: Phase, steps: FunnelReporter): void {
  const shown = phase.phase === "basket" && phase.offer.kind === "offered" ? phase.checkout.id : null;
  useEffect(() => {
    if (shown !== null) steps.emit(shown, "shown");
  }, [shown, steps]);
}
