import { describe, expect, it } from "vitest";
import { chooseLanguage } from "#app/request/choose-language.ts";

const asked = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  chooseLanguage(new Request(`http://shop.example${path}`, init));

describe("a link of the language switch", () => {
  it("keeps the choice for the whole site and leads back to the page", () => {
    const answer = asked("/checkout/co_1?change=details&lang=ja");
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get("location")).toBe("http://shop.example/checkout/co_1?change=details");
    expect(answer?.headers.get("set-cookie")).toBe("language=ja; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
  });

  it("is kept for https alone where the page came by https", () => {
    const answer = asked("/orders/or_1?lang=ar", { headers: { "x-forwarded-proto": "https" } });
    expect(answer?.headers.get("set-cookie")).toMatch(/; Secure$/);
  });

  it("leads to no other host, whatever path it is put on", () => {
    const answer = asked("//evil.example/x?lang=de");
    expect(answer?.headers.get("location")).toBe("http://shop.example/evil.example/x");
  });

  it.each(["/checkout/co_1?lang=xx", "/checkout/co_1?lang=", "/checkout/co_1", "/checkout/co_1?lang=de-AT"])(
    "is %s no choice of a language that there is",
    (path) => {
      expect(asked(path)).toBeNull();
    },
  );

  it("is not followed by a form", () => {
    expect(asked("/checkout/co_1?lang=de", { method: "POST" })).toBeNull();
  });
});
