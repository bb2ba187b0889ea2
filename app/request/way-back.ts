import type { Config } from "#lib/config/config.ts";
import { checkReturnUrl } from "#lib/wire/return-link.ts";

type Settings = Pick<Config, "publicUrl" | "returnHosts"> & { readonly payment: Pick<Config["payment"], "kind"> };

/** Where the stand-in's chat goes on, at this shop's own address. */
export const STAND_IN = "/try";

/**
 * The way back to the chat, or null for what must not be followed. Beside the hosts of RETURN_HOSTS, with the sandbox bank,
 * the stand-in's own chat: it is answered as a path, which leads nowhere else.
 */
export function wayBack({ config }: { readonly config: Settings }, text: string | null): string | null {
  return standInPath(config, text) ?? checkReturnUrl(text, config.returnHosts);
}

function standInPath({ payment, publicUrl }: Settings, text: string | null): string | null {
  if (payment.kind !== "sandbox" || text === null || text.length > 2048 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isOurs = url.origin === new URL(publicUrl).origin && url.pathname === STAND_IN;
  return isOurs && url.username === "" && url.password === "" ? STAND_IN + url.search : null;
}
