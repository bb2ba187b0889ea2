import type { SellerId, SessionId } from "../ids.ts";
import type { MailRequest } from "../orders/mail.ts";
import type { Currency } from "../money.ts";
import type { CheckoutSession } from "../checkout/session.ts";
import type { Order } from "../orders/order.ts";
import type { SellerRecord } from "../sellers/record.ts";

/**
 * `queued`: a job sends it. `sent`: the mail server took it, or it is a file. `not_sent`: there is nobody to write to, or
 * the mail server refused it for good. `noted`: nothing is sent by itself; the id says that it was reported.
 */
export type MailState = "queued" | "sent" | "not_sent" | "noted";

/** A message that an event made. Its id names the event, so that each has one message. Nothing of the buyer is in it. */
export type StoredMail = {
  readonly id: string;
  readonly kind: MailRequest["kind"] | "attention_item";
  readonly sessionId: SessionId | null;
  /** Null for what is only noted. */
  readonly request: MailRequest | null;
  readonly state: MailState;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
};

/** A message, and what it is about as it is now; null where it is about none, or that is gone. */
export type MailToSend = {
  readonly mail: StoredMail;
  readonly order: Order | null;
  readonly session: CheckoutSession | null;
  /** Of the order's seller, null also where they have no record. */
  readonly seller: SellerRecord | null;
};

/** What a seller sold and gave back in a time, in one currency. */
export type SalesOfTime = {
  readonly sellerId: SellerId;
  /** As the latest of these orders calls them. */
  readonly sellerName: string;
  readonly currency: Currency;
  readonly isTest: boolean;
  readonly orders: number;
  readonly paidMinor: number;
  readonly refunds: number;
  readonly refundedMinor: number;
};

/** What the store knows of e-mail. Part of the port in lib/store/store.ts. */
export interface MailReads {
  mail(id: string): Promise<StoredMail | null>;
  /** A message with what it is written from, in one statement. */
  mailToSend(id: string): Promise<MailToSend | null>;
  /** Of these ids, those that are not stored yet. */
  mailsNotMade(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** By seller and currency, and test orders apart: orders paid, and refunds given, from `from` until before `until`. */
  salesOfTime(from: Date, until: Date): Promise<readonly SalesOfTime[]>;
}

export interface MailWrites {
  /** False when the event has its message already: nothing changes. */
  insertMail(mail: StoredMail): Promise<boolean>;
  /** Notes that these things were reported; answers those that nobody had noted before. */
  noteMails(ids: readonly string[], notedAt: Date): Promise<ReadonlySet<string>>;
  settleMail(id: string, state: "sent" | "not_sent", settledAt: Date): Promise<void>;
}
