import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const read = (env: Readonly<Record<string, string>>) => readConfig(env, "/srv/shop");
const mailOf = (env: Readonly<Record<string, string>>) => {
  const outcome = read(env);
  if (outcome.kind === "invalid") throw new Error(JSON.stringify(outcome.problems));
  return outcome.config.mail;
};
const problemsOf = (env: Readonly<Record<string, string>>) => {
  const outcome = read(env);
  return outcome.kind === "invalid" ? outcome.problems.map(({ name, message }) => `${name}: ${message}`) : [];
};
const FROM = { MAIL_FROM: "orders@shop.example.com" };

describe("the settings of e-mail", () => {
  it("send nothing unless they are set", () => {
    expect(mailOf({})).toMatchObject({ smtp: null, from: null, operator: [], summary: { hour: 7, timeZone: "UTC" } });
  });

  it.each<[string, object]>([
    ["smtp://smtp.example.com", { port: 587, isImplicitTls: false, tls: "required", auth: null }],
    ["smtps://shop:p%40ss@smtp.example.com", { port: 465, isImplicitTls: true, auth: { user: "shop", pass: "p@ss" } }],
    ["smtp://relay.internal:25?tls=off", { host: "relay.internal", port: 25, tls: "off" }],
    ["smtp://localhost:1025", { host: "localhost", port: 1025, tls: "when_offered" }],
    ["smtp://[::1]:1025", { host: "::1", tls: "when_offered" }],
  ])("read %s, and demand encryption beyond this machine", (url, expected) => {
    expect(mailOf({ SMTP_URL: url, ...FROM }).smtp).toMatchObject(expected);
  });

  it("name the sender, whoever runs the shop, and sellers with an address of their own", () => {
    const mail = mailOf({
      MAIL_FROM: "Fernweh <orders@shop.example.com>",
      MAIL_REPLY_TO: "help@shop.example.com",
      SELLER_MAIL: "a@shop.example.com, b@shop.example.com",
      SELLER_MAILS: '{"kumo": "orders@kumo.example.com"}',
      SUMMARY_HOUR: "6",
      SUMMARY_TIME_ZONE: "Asia/Tokyo",
    });
    expect(mail).toMatchObject({
      from: { name: "Fernweh", address: "orders@shop.example.com" },
      replyTo: "help@shop.example.com",
      operator: ["a@shop.example.com", "b@shop.example.com"],
      summary: { hour: 6, timeZone: "Asia/Tokyo" },
    });
    expect([...mail.sellers]).toEqual([["kumo", ["orders@kumo.example.com"]]]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["MAIL_FROM: required with SMTP_URL", { SMTP_URL: "smtp://smtp.example.com" }],
    ["MAIL_FROM: must be like Fernweh <orders@shop.example.com>", { MAIL_FROM: "a@b, c@d" }],
    [
      "MAIL_FROM: must be like Fernweh <orders@shop.example.com>",
      { MAIL_FROM: "A\nBcc: e@example.com <a@example.com>" },
    ],
    ["MAIL_REPLY_TO: must be an e-mail address such as orders@shop.example.com", { MAIL_REPLY_TO: "help" }],
    ["SELLER_MAIL: must be e-mail addresses separated by commas", { SELLER_MAIL: "shop" }],
    [
      'SELLER_MAILS: must be JSON such as {"kumo": "orders@kumo.example.com"}, with e-mail addresses separated by commas',
      { SELLER_MAILS: "kumo" },
    ],
    [
      "SMTP_URL: must be an address such as smtp://user:password@smtp.example.com:587 or smtps://…:465",
      { SMTP_URL: "https://hush.example.com", ...FROM },
    ],
    ["SMTP_URL: can have no other option than ?tls=off", { SMTP_URL: "smtp://hush.example.com?pool=true", ...FROM }],
    ["SMTP_URL: cannot have ?tls=off with smtps:", { SMTP_URL: "smtps://hush.example.com?tls=off", ...FROM }],
    ["SUMMARY_TIME_ZONE: must be a time zone such as Europe/Berlin", { SUMMARY_TIME_ZONE: "Berlin" }],
  ])("stop the start with %s", (problem, env) => {
    expect(problemsOf(env)).toEqual([problem]);
  });
});
