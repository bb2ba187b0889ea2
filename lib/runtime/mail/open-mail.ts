import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import { openMailFolder, type MailFolder } from "../../mail/mail-folder.ts";
import { createMailer } from "../../mail/mailer.ts";
import { smtpSender } from "../../mail/nodemailer.ts";
import type { Mailer } from "../../orders/mail.ts";

/**
 * Who sends e-mail by the settings: the mail server, or in test mode a folder that /try/mail shows. Null in live mode
 * without a mail server: nobody would read the files, and each has a buyer's address in it.
 */
export function openMail(config: Config): { readonly mailer: Mailer | null; readonly mailFolder: MailFolder } {
  const { mail, publicUrl, dataDir, payment } = config;
  const mailFolder = openMailFolder(join(/* turbopackIgnore: true */ dataDir, "mail"), () => new Date());
  if (mail.smtp === null && payment.mode === "live") return { mailer: null, mailFolder };
  const from = mail.from ?? { name: null, address: `orders@${new URL(publicUrl).hostname}` };
  const mailer = createMailer({
    ...mail,
    publicUrl,
    sender: { ...from, replyTo: mail.replyTo },
    send: mail.smtp === null ? null : smtpSender(mail.smtp),
    folder: mailFolder,
  });
  return { mailer, mailFolder };
}
