import { found, isLive, isPublic, type Risk, type RiskFacts } from "./risk.ts";

/** What nobody learns by e-mail, and what others read on its way. */
export function mailRisks(facts: RiskFacts): readonly Risk[] {
  const { smtp, operator } = facts.config.mail;
  return found([
    [
      isLive(facts) && smtp === null,
      "warning",
      "SMTP_URL",
      "no e-mail is sent",
      "buyers get no confirmation and do not learn that a debit or a refund failed",
    ],
    [
      isPublic(facts) && !isLive(facts) && smtp === null,
      "advice",
      "SMTP_URL",
      "messages are not sent but kept in DATA_DIR/mail",
      "buyers wait for them, and the files have their addresses",
    ],
    [
      smtp !== null && operator.length === 0,
      "advice",
      "SELLER_MAIL",
      "nobody who runs the shop is written to",
      "new orders, disputes and what needs a person are seen only by who looks",
    ],
    [
      smtp !== null && smtp.tls === "off",
      isLive(facts) ? "dangerous" : "warning",
      "SMTP_URL",
      "messages are sent without encryption (?tls=off)",
      "buyers' addresses and the password are readable on their way",
    ],
  ]);
}
