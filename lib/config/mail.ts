import { z } from "zod";
import { isLoopbackHost } from "../http/loopback.ts";
import { sellerId, type SellerId } from "../ids.ts";
import type { SmtpConfig } from "../mail/nodemailer.ts";
import { always, listItems, secret, wholeNumber } from "./setting.ts";

export type MailConfig = {
  /** Null: nothing is sent. */
  readonly smtp: SmtpConfig | null;
  /** Null without MAIL_FROM. */
  readonly from: { readonly name: string | null; readonly address: string } | null;
  readonly replyTo: string | null;
  /** Where whoever runs the shop is written to. */
  readonly operator: readonly string[];
  readonly sellers: ReadonlyMap<SellerId, readonly string[]>;
  readonly summary: { readonly hour: number; readonly timeZone: string };
};

/** One address as the settings take it: no quotation marks, no comments, nothing that a header or a list could split. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;
const MUST_BE_ADDRESS = "must be an e-mail address such as orders@shop.example.com";
const SMTP = "must be an address such as smtp://user:password@smtp.example.com:587 or smtps://…:465";

const smtpUrl = secret().transform((text, context): SmtpConfig => {
  const wrong = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return wrong(SMTP);
  const options = [...url.searchParams.keys()];
  const tls = url.searchParams.get("tls");
  if (options.some((name) => name !== "tls") || (tls !== null && tls !== "off"))
    return wrong("can have no other option than ?tls=off");
  const [user, pass] = [url.username, url.password].map(decoded);
  if (user === undefined || pass === undefined) return wrong("has a user or password that is not percent-encoded");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isImplicitTls = url.protocol === "smtps:";
  if (isImplicitTls && tls === "off") return wrong("cannot have ?tls=off with smtps:");
  return {
    host,
    port: url.port === "" ? (isImplicitTls ? 465 : 587) : Number(url.port),
    isImplicitTls,
    tls: tls === "off" ? "off" : isLoopbackHost(host) ? "when_offered" : "required",
    auth: user === "" ? null : { user, pass },
  };
});

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const address = z.string().regex(ADDRESS, MUST_BE_ADDRESS);

const addresses = z.string().transform((text, context): readonly string[] => {
  const list = listItems(text);
  if (list.length > 0 && list.every((one) => ADDRESS.test(one))) return list;
  context.addIssue({ code: "custom", message: "must be e-mail addresses separated by commas" });
  return z.NEVER;
});

/** "Fernweh <orders@shop.example.com>", or the address alone. */
const mailbox = z.string().transform((text, context) => {
  const [, name = "", within] = /^([^<>"\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text) ?? [];
  const found = within ?? text;
  if (ADDRESS.test(found)) return { name: name.trim() === "" ? null : name.trim(), address: found };
  context.addIssue({ code: "custom", message: "must be like Fernweh <orders@shop.example.com>" });
  return z.NEVER;
});

const SELLERS = 'must be JSON such as {"kumo": "orders@kumo.example.com"}, with e-mail addresses separated by commas';
const sellerAddresses = z.string().transform((text, context): MailConfig["sellers"] => {
  const wrong = () => {
    context.addIssue({ code: "custom", message: SELLERS });
    return z.NEVER;
  };
  try {
    const read = z.record(z.string().min(1).max(200), addresses).safeParse(JSON.parse(text));
    if (!read.success) return wrong();
    return new Map(Object.entries(read.data).map(([seller, list]) => [sellerId(seller), list] as const));
  } catch {
    return wrong();
  }
});

const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}, "must be a time zone such as Europe/Berlin");

/** How e-mail is sent, and where sellers are written to. Without SMTP_URL nothing is sent (docs/email.md). */
export const mailSettings = z
  .object({
    SMTP_URL: smtpUrl.optional(),
    MAIL_FROM: mailbox.optional(),
    MAIL_REPLY_TO: address.optional(),
    SELLER_MAIL: addresses.optional(),
    SELLER_MAILS: sellerAddresses.optional(),
    SUMMARY_HOUR: wholeNumber(0, 23).default(7),
    SUMMARY_TIME_ZONE: timeZone.default("UTC"),
  })
  .refine(({ SMTP_URL: smtp, MAIL_FROM: from }) => smtp === undefined || from !== undefined, {
    path: ["MAIL_FROM"],
    error: "required with SMTP_URL",
    ...always,
  })
  .transform((settings): MailConfig => ({
    smtp: settings.SMTP_URL ?? null,
    from: settings.MAIL_FROM ?? null,
    replyTo: settings.MAIL_REPLY_TO ?? null,
    operator: settings.SELLER_MAIL ?? [],
    sellers: settings.SELLER_MAILS ?? new Map(),
    summary: { hour: settings.SUMMARY_HOUR, timeZone: settings.SUMMARY_TIME_ZONE },
  }));
