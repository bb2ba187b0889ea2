import type { HostCapabilities } from "#lib/routing/host.ts";
import type { HostSession, MinimalHostSession } from "#lib/wire/host-session.ts";

/** The host's look. `theme` is null where it does not say; `locale` is a BCP 47 tag that Intl accepts. */
export type HostLook = { readonly theme: "light" | "dark" | null; readonly locale: string };

/** What the tool that shows the widget answered. `null` until it has; `structured` and `meta` are not to be trusted. */
export type ShownResult = { readonly structured: unknown; readonly meta?: unknown } | null;

/** How long a widget waits for any answer of a host before it says that there is none. */
export const NO_HOST_AFTER_MS = 8000;

/** What a tool returned when the widget called it. `unreachable`: no answer came, so it may or may not have run. */
export type ToolReply =
  | { readonly kind: "answered"; readonly structured: unknown; readonly meta?: unknown }
  | { readonly kind: "refused"; readonly text: string; readonly meta?: unknown }
  | { readonly kind: "unreachable" };

/** What the widget may keep at the host: which session, and what the buyer was doing. Never what is true of it. */
export type Memory = { readonly sessionId: string; readonly doing: "basket" | "sheet" | "sellers_page" };

/**
 * The program around the widget's frame, seen by what it offers and never by its name. Everything may appear
 * late and may vanish, so every member reads it again on each call.
 */
export interface Host {
  /** False while nothing has answered; the widget then shows what to do instead. */
  isPresent(): boolean;
  capabilities(): HostCapabilities;
  look(): HostLook;
  shownResult(): ShownResult;
  memory(): Memory | null;
  /** Null forgets what was remembered. */
  remember(memory: Memory | null): void;
  canCallTools(): boolean;
  callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolReply>;
  /**
   * Opens the payment sheet, within the turn of this call. Null when the host has none. The promise resolves
   * with whatever the host says, and may reject; neither proves anything about the payment.
   */
  requestCheckout(session: HostSession | MinimalHostSession): Promise<unknown> | null;
  /** False when this host cannot open links; the address is then shown instead. */
  openLink(url: string): Promise<boolean>;
  /** True when `say` can put a message of the buyer into the chat. */
  canSay(): boolean;
  say(text: string): void;
  /** Asks for the whole screen, or gives it back. Nothing happens where the host has none to give. */
  setFullscreen(isOn: boolean): Promise<void>;
  /** The widget's height in pixels, for hosts that do not measure it. */
  reportHeight(pixels: number): void;
  /** Calls back whenever anything above may have changed; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

/** Reads the answer of a tool in any host's packing: `structuredContent`, or `content` with `isError`. */
export function readToolReply(answer: unknown): ToolReply {
  if (typeof answer !== "object" || answer === null) return { kind: "unreachable" };
  const isError = "isError" in answer && answer.isError === true;
  const meta = "_meta" in answer ? answer._meta : undefined;
  if (isError) return { kind: "refused", text: textOf(answer), ...(meta === undefined ? {} : { meta }) };
  return { kind: "answered", structured: "structuredContent" in answer ? answer.structuredContent : answer, meta };
}

function textOf(answer: object): string {
  const content = "content" in answer && Array.isArray(answer.content) ? (answer.content as readonly unknown[]) : [];
  return content
    .map((part) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string" ? part.text : "",
    )
    .join("\n")
    .slice(0, 2000);
}

/** Reads what was kept at the host, in our own form or wrapped by it. Anything else is nothing. */
export function readMemory(kept: unknown): Memory | null {
  if (typeof kept !== "object" || kept === null) return null;
  const own = "privateContent" in kept ? kept.privateContent : kept;
  if (typeof own !== "object" || own === null || !("sessionId" in own) || !("doing" in own)) return null;
  const { sessionId, doing } = own;
  if (typeof sessionId !== "string" || sessionId.length < 8 || sessionId.length > 80) return null;
  return doing === "basket" || doing === "sheet" || doing === "sellers_page" ? { sessionId, doing } : null;
}

export const themeOf = (theme: unknown): HostLook["theme"] => (theme === "dark" || theme === "light" ? theme : null);

/** A locale that Intl accepts; American English where the host's is missing or malformed. */
export function usableLocale(tag: unknown): string {
  if (typeof tag !== "string" || tag === "") return "en-US";
  try {
    const locale = new Intl.Locale(tag.replaceAll("_", "-"));
    // The digits that codes and order numbers beside the amounts have too (docs/decisions/0064).
    return (locale.language === "ar" ? new Intl.Locale(locale, { numberingSystem: "latn" }) : locale).toString();
  } catch {
    // Intl's one way to say that a tag is malformed is to throw.
    return "en-US";
  }
}
