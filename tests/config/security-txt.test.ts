import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { securityTxt } from "#lib/http/security-txt.ts";

const NOW = new Date("2026-11-28T12:00:00.123Z");

it("security.txt names the contact, where it stands and until when it is valid, as RFC 9116 writes it", async () => {
  const answer = securityTxt("mailto:security@shop.example.com", "https://shop.example.com", NOW);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  expect((await answer.text()).split("\r\n")).toEqual([
    "Contact: mailto:security@shop.example.com",
    "Expires: 2027-05-27T12:00:00Z",
    "Canonical: https://shop.example.com/.well-known/security.txt",
    "Preferred-Languages: en",
    "",
  ]);
});

it("security.txt is not found while there is no contact", () => {
  expect(securityTxt(null, "https://shop.example.com", NOW).status).toBe(404);
});

it.each(["security@shop.example.com", "http://shop.example.com", "javascript:alert(1)", "mailto:a@b.c\r\nExpires: 1"])(
  "a contact that is no mailto:, https: or tel: address stops the start: %s",
  (contact) => {
    expect(readConfig({ SECURITY_CONTACT: contact }, "/shop")).toMatchObject({
      kind: "invalid",
      problems: [{ name: "SECURITY_CONTACT" }],
    });
  },
);
