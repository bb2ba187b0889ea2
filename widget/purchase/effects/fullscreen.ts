import { useEffect } from "react";
import type { Host } from "../../host/host.ts";
import type { Phase } from "../purchase-phase.ts";

/** The address form takes the whole screen where the host has one to give, and gives it back when it is done. */
export function useFullscreen(host: Host, phase: Phase): void {
  const isForm = phase.phase === "basket" && phase.step === "address";
  useEffect(() => {
    if (!isForm) return;
    void host.setFullscreen(true);
    return () => void host.setFullscreen(false);
  }, [host, isForm]);
}
