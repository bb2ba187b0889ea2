import { chatGptHost } from "./chatgpt-host.ts";
import type { Host } from "./host.ts";

/** A host that is still being made: absent until it is there, and then itself. What listens to it hears of it from then on. */
export function lateHost(made: Promise<Host>): Host {
  const listeners = new Set<() => void>();
  const subscribe: Host["subscribe"] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  // A frame without anything around it.
  const host: Host = { ...chatGptHost(new EventTarget()), subscribe };
  void made.then((there) => {
    there.subscribe(() => listeners.forEach((listener) => listener()));
    Object.assign(host, there, { subscribe });
    if (there.isPresent()) listeners.forEach((listener) => listener());
  });
  return host;
}
