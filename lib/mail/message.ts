import { createHash } from "node:crypto";
import type { SessionId } from "../ids.ts";
import type { Mail } from "../orders/mail.ts";
import { oneLine } from "../plain-text.ts";
import { DEFAULT_LOCALE } from "../wire/accept-language.ts";
import { languageOf } from "../wire/languages.ts";
import { accountMail } from "./account-mail.ts";
import { buyerMail, type BuyerContent } from "./buyer-mails.ts";
import type { MailDocument } from "./document.ts";
import { htmlOf } from "./html.ts";
import { sellerMail } from "./seller-mails.ts";
import { textOf } from "./text.ts";
import { accountTexts } from "./texts/account/account-texts.ts";
import { mailTexts } from "./texts/mail-texts.ts";
import { SELLER_TEXTS } from "./texts/seller.ts";

/** Who a message is from. */
export type Sender = {
  /** Null: a message to a buyer has its seller's name, any other the shop's host. */
  readonly name: string | null;
  readonly address: string;
  /** Null: answers go to `address`. */
  readonly replyTo: string | null;
};

/** A message as it is handed to a mail server, or kept as a file. */
export type Message = {
  /** Without angle brackets; the same for the same event. */
  readonly messageId: string;
  readonly date: Date;
  readonly sessionId: SessionId | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

const MAX_SUBJECT = 150;
const MAX_PREVIEW = 140;

/** Writes a message for its event. Pure: the same event, at any time, is the same message. */
export function messageOf(mail: Mail, shop: { readonly publicUrl: string; readonly sender: Sender }): Message {
  const { publicUrl, sender } = shop;
  const { name, ...document } = documentOf(mail, publicUrl);
  return {
    messageId: `${createHash("sha256").update(mail.id).digest("hex").slice(0, 40)}@${domainOf(sender.address)}`,
    date: mail.createdAt,
    sessionId: mail.sessionId,
    from: { name: oneLine(mail.from?.name ?? sender.name ?? name), address: sender.address },
    replyTo: mail.from?.replyTo ?? sender.replyTo,
    to: mail.to,
    subject: document.subject,
    html: htmlOf({ name, ...document }),
    text: textOf({ name, ...document }),
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

function documentOf({ content, isTest, locale }: Mail, publicUrl: string): MailDocument {
  const shop = new URL(publicUrl).host;
  const isToSeller =
    content.kind === "new_order" ||
    content.kind === "dispute_opened" ||
    content.kind === "receiver_turned_off" ||
    content.kind === "needs_person" ||
    content.kind === "daily_summary";
  const texts = isToSeller ? SELLER_TEXTS : mailTexts(inLatinDigits(locale ?? DEFAULT_LOCALE));
  const account = accountTexts(texts.locale);
  const written =
    content.kind === "seller_requirements"
      ? { ...accountMail(content, account), name: shop, footer: account.footer(shop) }
      : isToSeller
        ? { ...sellerMail(content, SELLER_TEXTS), name: shop, footer: SELLER_TEXTS.sellerFooter(shop) }
        : named(buyerMail(content, { texts, publicUrl }), content.kind);
  const subject = clipped(oneLine(isTest ? texts.testSubject(written.subject) : written.subject), MAX_SUBJECT);
  const isOfShop =
    content.kind === "needs_person" || content.kind === "daily_summary" || content.kind === "receiver_turned_off";
  const notice =
    content.kind === "seller_requirements"
      ? ({ kind: "notice", title: account.testTitle, text: account.testText } as const)
      : isOfShop
        ? ({ kind: "notice", title: SELLER_TEXTS.testShopTitle, text: SELLER_TEXTS.testShopText } as const)
        : ({ kind: "notice", title: texts.testTitle, text: texts.testText } as const);
  const said = written.blocks.find((block) => block.kind === "paragraph");
  return {
    locale: texts.locale,
    name: written.name,
    subject,
    preview: clipped(said?.kind === "paragraph" ? oneLine(said.text) : subject, MAX_PREVIEW),
    blocks: isTest ? [notice, ...written.blocks] : written.blocks,
    footer: written.footer,
  };

  function named({ sellerName, ...rest }: ReturnType<typeof buyerMail>, kind: BuyerContent["kind"]) {
    const { footer } = kind === "debit_failed" ? texts[kind] : texts;
    return { ...rest, name: sellerName, footer: footer(sellerName) };
  }
}

/** As on the pages (docs/decisions/0064): order numbers and postal codes beside the amounts have these digits too. */
const inLatinDigits = (locale: string): string =>
  languageOf(locale) === "ar" ? new Intl.Locale(locale, { numberingSystem: "latn" }).toString() : locale;

const clipped = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
