import { afterEach, describe, expect, it } from "vitest";
import type { SMTPServerOptions } from "smtp-server";
import { messageOf } from "#lib/mail/message.ts";
import { smtpSender, type SmtpConfig } from "#lib/mail/nodemailer.ts";
import { newAuthority } from "../fixtures/certificates.ts";
import { freePort } from "../fixtures/free-port.ts";
import { aMail, CONTENTS, PUBLIC_URL, SENDER } from "./mail-cases.ts";
import { SmtpDouble, type MailServerBehaviour } from "./smtp-double.ts";

const open: SmtpDouble[] = [];
afterEach(async () => {
  for (const double of open.splice(0)) await double.close();
});
async function mailServer(options: SMTPServerOptions = { disabledCommands: ["STARTTLS"] }): Promise<SmtpDouble> {
  const double = await SmtpDouble.open(options);
  open.push(double);
  return double;
}
const message = messageOf(aMail(CONTENTS.order_placed, { isTest: true }), { publicUrl: PUBLIC_URL, sender: SENDER });
const smtp = (port: number, changes: Partial<SmtpConfig> = {}): SmtpConfig => ({
  host: "127.0.0.1",
  port,
  isImplicitTls: false,
  tls: "when_offered",
  auth: null,
  ...changes,
});
const sendTo = (port: number, changes: Partial<SmtpConfig> = {}) =>
  smtpSender(smtp(port, changes), { withinMs: 1500, socketTimeout: 1000 })(message);
const failureOf = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => "it was sent",
    (error: unknown) => (error instanceof Error ? `${error.message} ${String(error.cause ?? "")}`.trim() : "no error"),
  );

describe("a mail server", () => {
  it("gets a message of HTML and plain text, addressed once, that nothing answers by itself", async () => {
    const server = await mailServer();
    expect(await sendTo(server.port)).toEqual({ kind: "sent" });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "orders@shop.example.com", to: ["ada@example.com"] });
    const [header = ""] = mail?.source.split("\r\n\r\n") ?? [];
    for (const line of [
      /^Message-ID: <[0-9a-f]{40}@shop\.example\.com>$/m,
      /^Auto-Submitted: auto-generated$/m,
      /^From: Fernweh <orders@shop\.example\.com>$/m,
      /^To: ada@example\.com$/m,
      /^Date: Mon, 04 May 2026 12:00:00 \+0000$/m,
      /^Subject: \[Test\] Your order T-/m,
      /^Content-Type: multipart\/alternative;/m,
    ])
      expect(header).toMatch(line);
    expect(mail?.source).toMatch(
      /Content-Type: text\/plain; charset=utf-8[\s\S]+Content-Type: text\/html; charset=utf-8/,
    );
    expect(Math.max(...(mail?.source ?? "").split("\r\n").map((line) => line.length))).toBeLessThan(998);
  });

  it("gets one recipient and no header more, whatever an address contains", async () => {
    const server = await mailServer();
    const wild = { ...message, to: ["ada@example.com\r\nBcc: eve@example.com"], subject: "a\r\nBcc: eve@example.com" };
    await failureOf(smtpSender(smtp(server.port), { withinMs: 1500 })(wild));
    for (const { source, to } of server.received) {
      expect(to).toHaveLength(1);
      expect(source).not.toMatch(/^Bcc:/im);
    }
  });

  it.each<[string, MailServerBehaviour, string]>([
    ["a recipient for now", { at: "RCPT TO", code: 451 }, "the mail server answered 451 to RCPT TO"],
    ["a message for now", { at: "DATA", code: 452 }, "the mail server answered 452 to DATA"],
    [
      "our own address, which is mended in the settings",
      { at: "MAIL FROM", code: 550 },
      "the mail server answered 550 to MAIL FROM",
    ],
    ["to answer", "hang", "the mail server did not answer in time"],
  ])("that refuses %s is asked again, and the reason has no address", async (_, behaviour, reason) => {
    const server = await mailServer();
    server.behaviour = behaviour;
    expect(await failureOf(sendTo(server.port))).toBe(reason);
  });

  it("that hangs up or is not there is asked again", async () => {
    const server = await mailServer();
    server.behaviour = "close";
    expect(await failureOf(sendTo(server.port))).toMatch(/^the mail server could not be reached \(E[A-Z]+\)$/);
    expect(await failureOf(sendTo(await freePort()))).toMatch(/^the mail server could not be reached \(E[A-Z]+\)$/);
  });

  it.each<[string, MailServerBehaviour, string]>([
    ["recipient", { at: "RCPT TO", code: 550 }, "the mail server answered 550 to RCPT TO"],
    ["message", { at: "DATA", code: 554 }, "the mail server answered 554 to DATA"],
  ])("that refuses the %s for good is not asked again", async (_, behaviour, why) => {
    const server = await mailServer();
    server.behaviour = behaviour;
    expect(await sendTo(server.port)).toEqual({ kind: "refused", why });
  });

  it("that does not take our password is asked again, and neither it nor the reason is in the error", async () => {
    const server = await mailServer({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error("no such user shop")),
    });
    const auth = { user: "shop", pass: "hush hush" };
    const failure = await failureOf(sendTo(server.port, { auth, tls: "off" }));
    expect(failure).toMatch(/^the mail server answered 535 to AUTH/);
    expect(failure).not.toContain("hush");
    expect(failure).not.toContain("shop");
  });

  describe("with STARTTLS", () => {
    const authority = newAuthority("Test authority");
    const certified = () => mailServer({ ...authority.signs("localhost") });

    it("gets nothing when its certificate is not one of its name", async () => {
      const server = await certified();
      expect(await failureOf(sendTo(server.port, { tls: "required" }))).toMatch(/could not be reached/);
      expect(server.received).toEqual([]);
    });

    it("is demanded where the settings say so", async () => {
      const server = await mailServer();
      expect(await failureOf(sendTo(server.port, { tls: "required" }))).toMatch(/^the mail server/);
      expect(server.received).toEqual([]);
    });
  });
});
