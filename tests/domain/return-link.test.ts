import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkReturnUrl } from "#lib/wire/return-link.ts";

const HOSTS = ["chatgpt.com", "*.example.org"];

describe("the address that leads back to the chat", () => {
  it.each([
    ["https://chatgpt.com/c/123?x=1#y", "https://chatgpt.com/c/123?x=1#y"],
    ["https://CHATGPT.com/c/123", "https://chatgpt.com/c/123"],
    ["https://chatgpt.com:443/c", "https://chatgpt.com/c"],
    ["https://chat.example.org/", "https://chat.example.org/"],
    ["https://a.b.example.org/", "https://a.b.example.org/"],
    ["https://chatgpt.com\\@evil.test/", "https://chatgpt.com/@evil.test/"],
  ])("%s is followed as %s", (given, followed) => {
    expect(checkReturnUrl(given, HOSTS)).toBe(followed);
  });

  it.each([
    ["plain http", "http://chatgpt.com/"],
    ["a script", "javascript:alert(1)//chatgpt.com"],
    ["a data address", "data:text/html,<script>alert(1)</script>"],
    ["another host", "https://evil.test/"],
    ["our host as the name of a user", "https://chatgpt.com@evil.test/"],
    ["our host with a password", "https://chatgpt.com:x@evil.test/"],
    ["a user at our host", "https://someone@chatgpt.com/"],
    ["a port", "https://chatgpt.com:8443/"],
    ["our host as a subdomain of another", "https://chatgpt.com.evil.test/"],
    ["a host that ends in ours", "https://notchatgpt.com/"],
    ["a subdomain where only the host is listed", "https://a.chatgpt.com/"],
    ["the bare host where only its subdomains are listed", "https://example.org/"],
    ["a host that ends in a listed one without its dot", "https://evilexample.org/"],
    ["a path without a host", "//evil.test/"],
    ["a relative path", "/checkout"],
    ["a backslash instead of the slashes", "https:\\\\evil.test/"],
    ["a trailing dot", "https://chatgpt.com./"],
    ["a look-alike in another script", "https://сhatgpt.com/"],
    ["blanks", "   "],
    ["nothing", ""],
    ["what is too long", `https://chatgpt.com/${"x".repeat(2048)}`],
  ])("%s is not followed", (_, text) => {
    expect(checkReturnUrl(text, HOSTS)).toBeNull();
  });

  it("what is absent is not followed, and an empty list follows nothing", () => {
    expect([
      checkReturnUrl(null, HOSTS),
      checkReturnUrl(undefined, HOSTS),
      checkReturnUrl("https://chatgpt.com/", []),
    ]).toEqual([null, null, null]);
  });

  // Made outside the test: for its addresses fast-check first makes a table of all 1.1 million characters.
  const hostile = fc.oneof(
    fc.webUrl({ validSchemes: ["https", "http", "ftp"] }),
    fc.string(),
    fc
      .tuple(
        fc.constantFrom("https://", "http://", "//", "https:\\\\", "javascript:"),
        fc.constantFrom("chatgpt.com", "x.example.org"),
        fc.string(),
      )
      .map((parts) => parts.join("")),
  );

  it("whatever is sent, the answer is null or an https address on a listed host", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const followed = checkReturnUrl(text, HOSTS);
        if (followed === null) return;
        const url = new URL(followed);
        expect(url.protocol).toBe("https:");
        expect(url.hostname === "chatgpt.com" || url.hostname.endsWith(".example.org")).toBe(true);
        expect(checkReturnUrl(followed, HOSTS)).toBe(followed);
      }),
      { numRuns: 2000 },
    );
  });
});
