import type { SellerId } from "../ids.ts";
import type { Mailer } from "../orders/mail.ts";
import type { MailFolder } from "./mail-folder.ts";
import { messageOf, type Message, type Sender } from "./message.ts";
import type { SmtpOutcome } from "./nodemailer.ts";

export type MailerParts = {
  readonly publicUrl: string;
  readonly sender: Sender;
  /** Where sellers with an address of their own are written to. */
  readonly sellers: ReadonlyMap<SellerId, readonly string[]>;
  /** Where whoever runs the shop is written to; also about every other seller's orders. */
  readonly operator: readonly string[];
  readonly summary: Mailer["summary"];
  /** Null: messages are not sent but kept in the folder. */
  readonly send: ((message: Message) => Promise<SmtpOutcome>) | null;
  readonly folder: MailFolder;
};

/** Without a mail server a message to a seller who has no address is kept all the same, so that it can be looked at. */
const NO_ADDRESS = "SELLER_MAIL is not set";

/** Sends messages to the mail server of the settings, or keeps them as files. */
export function createMailer(parts: MailerParts): Mailer {
  const { sellers, operator, summary, send, folder } = parts;
  return {
    summary,
    sellerAddresses(seller) {
      const own = seller === null ? undefined : sellers.get(seller);
      const addresses = own ?? operator;
      return addresses.length === 0 && send === null ? [NO_ADDRESS] : addresses;
    },
    async send(mail) {
      const message = messageOf(mail, parts);
      if (send !== null) return send(message);
      await folder.keep(message);
      return { kind: "sent" };
    },
    sessionsKept: () => folder.sessions(),
    forget: (session) => folder.forget(session),
  };
}
