import {
  hostSession,
  minimalHostSession,
  type HostDialect,
  type HostSession,
  type MinimalHostSession,
} from "./host-session.ts";

/**
 * What `requestCheckout` is given of a tool's answer: the host's own fields in the dialect that the answer names, and
 * none of those that only our widget reads. The schemas drop what they do not know, at every depth.
 */
export function sessionForHost(
  view: HostSession & { readonly host_dialect?: HostDialect | undefined },
): HostSession | MinimalHostSession {
  const session = hostSession.parse(view);
  if (view.host_dialect !== "minimal") return session;
  const { payment_provider: provider, links, ...rest } = session;
  const methods = provider?.supported_payment_methods.map(({ type }) => type);
  return minimalHostSession.parse({
    ...rest,
    links: links.filter(({ type }) => type !== "support_url"),
    ...(provider === undefined ? {} : { payment_provider: { ...provider, supported_payment_methods: methods } }),
  });
}
