import { createTransport } from "nodemailer";
import type { Message } from "./message.ts";

export type SmtpConfig = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps:). */
  readonly isImplicitTls: boolean;
  /** `required`: nothing is sent before STARTTLS; `when_offered` on this machine; `off`: as it is. */
  readonly tls: "required" | "when_offered" | "off";
  readonly auth: { readonly user: string; readonly pass: string } | null;
};

export type SmtpOutcome = { readonly kind: "sent" } | { readonly kind: "refused"; readonly why: string };

/** Together shorter than a job may take (lib/store/pg-boss.ts). */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };
const WITHIN_MS = 60_000;
/** What a server says about this message. Anything else, such as a wrong password, is mended and then tried again. */
const ABOUT_THE_MESSAGE = ["RCPT TO", "DATA"];

/**
 * Hands messages to a mail server. What it refuses for good (5xx to a recipient or to the message) is `refused`; everything
 * else throws, to be tried again. No message of an error has an address in it: servers repeat those in their replies.
 */
export function smtpSender(
  smtp: SmtpConfig,
  times: { readonly withinMs?: number; readonly socketTimeout?: number } = {},
): (message: Message) => Promise<SmtpOutcome> {
  const { host, port, isImplicitTls, tls, auth } = smtp;
  const { withinMs = WITHIN_MS, ...shorter } = times;
  const transport = createTransport({
    host,
    port,
    secure: isImplicitTls,
    requireTLS: tls === "required" && !isImplicitTls,
    ignoreTLS: tls === "off",
    ...(auth === null ? {} : { auth }),
    ...TIMES,
    ...shorter,
    // A message names no file and no address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message) => {
    try {
      const { rejected } = await transport.sendMail({ ...mimeOf(message), signal: AbortSignal.timeout(withinMs) });
      return rejected.length === message.to.length ? { kind: "refused", why: "no recipient" } : { kind: "sent" };
    } catch (error) {
      const reply = replyOf(error);
      if (reply.isFinal) return { kind: "refused", why: reply.text };
      // The cause has the server's reply, which may have the address; it is left behind.
      throw new Error(reply.text);
    }
  };
}

function mimeOf({ messageId, date, from, replyTo, to, subject, text, html }: Message) {
  return {
    messageId: `<${messageId}>`,
    date,
    from: { ...from },
    ...(replyTo === null ? {} : { replyTo: { name: "", address: replyTo } }),
    to: to.map((address) => ({ name: "", address })),
    // Said apart, so that nothing in a header is read as another recipient.
    envelope: { from: from.address, to: [...to] },
    subject,
    text,
    html,
    headers: {
      // RFC 3834, section 5: nothing answers it by itself.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  };
}

function replyOf(error: unknown): { readonly isFinal: boolean; readonly text: string } {
  const fields: { command?: unknown; responseCode?: unknown; permanent?: unknown; code?: unknown; name?: unknown } =
    error instanceof Error ? error : {};
  const command = typeof fields.command === "string" ? fields.command : null;
  const code = typeof fields.responseCode === "number" ? fields.responseCode : null;
  if (code !== null) {
    const isFinal = fields.permanent === true && ABOUT_THE_MESSAGE.includes(command ?? "");
    return { isFinal, text: `the mail server answered ${code}${command === null ? "" : ` to ${command}`}` };
  }
  const isLate = fields.name === "TimeoutError" || fields.code === "ETIMEDOUT" || fields.code === "EABORT";
  if (isLate) return { isFinal: false, text: "the mail server did not answer in time" };
  const why = typeof fields.code === "string" ? ` (${fields.code})` : "";
  return { isFinal: false, text: `the mail server could not be reached${why}` };
}
