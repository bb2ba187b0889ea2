import { useLayoutEffect } from "react";
import { NO_HOST_AFTER_MS, type Host } from "./host.ts";

/**
 * Waits for what the widget is shown for: dispatches what has arrived now and whenever the host has news, and after a while
 * what there is (`isLast`), or that there is no host. `arrivals` is the same function at every call.
 */
export function useArrivals<Event>(
  host: Host,
  isWaiting: boolean,
  arrivals: (host: Host, isLast: boolean) => readonly Event[],
  dispatch: (event: Event | { readonly type: "host_missing" }) => void,
): void {
  useLayoutEffect(() => {
    if (!isWaiting) return;
    const look = (isLast: boolean) => arrivals(host, isLast).forEach(dispatch);
    look(false);
    const stop = host.subscribe(() => look(false));
    const bound = setTimeout(() => {
      look(true);
      if (!host.isPresent()) dispatch({ type: "host_missing" });
    }, NO_HOST_AFTER_MS);
    return () => {
      stop();
      clearTimeout(bound);
    };
  }, [host, isWaiting, arrivals, dispatch]);
}
