import { channel, type Channel } from "node:diagnostics_channel";

/**
 * What happens in the shop, for whoever counts it. Node's channels are one per name in a process, also between the copies
 * of a module that Next's bundle makes, and cost nothing while nobody listens. Every field has few values, all of them
 * ours: they become labels of metrics.
 */
export type Signals = {
  readonly route_decided: { readonly route: string; readonly reason: string };
  readonly attempt_ended: { readonly provider: string; readonly outcome: string };
  readonly provider_asked: {
    readonly provider: string;
    readonly operation: string;
    readonly outcome: string;
    readonly ms: number;
  };
  readonly tool_called: { readonly tool: string; readonly outcome: string };
  readonly limit_hit: { readonly limit: string; readonly by: string };
  readonly job_done: { readonly kind: string; readonly outcome: "done" | "failed" };
  readonly job_queue_failed: Readonly<Record<never, never>>;
};

const channels = new Map<keyof Signals, Channel>();

function channelOf(name: keyof Signals): Channel {
  let found = channels.get(name);
  if (found === undefined) channels.set(name, (found = channel(`tillswitch:${name}`)));
  return found;
}

export function signal<Name extends keyof Signals>(name: Name, fields: Signals[Name]): void {
  const to = channelOf(name);
  if (to.hasSubscribers) to.publish(fields);
}

/** Calls `listen` for every signal of this name in the process, until the returned function is called. */
export function onSignal<Name extends keyof Signals>(name: Name, listen: (fields: Signals[Name]) => void): () => void {
  const receive = (message: unknown) => listen(message as Signals[Name]);
  const from = channelOf(name);
  from.subscribe(receive);
  return () => {
    from.unsubscribe(receive);
  };
}
