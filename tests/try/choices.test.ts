import { expect, it } from "vitest";
import { PLACES, readChoices, SHOPPERS, writeChoices } from "#app/try/host/choices.ts";
import { callMeta, newSession } from "#app/try/host/host-session.ts";
import { readCaller } from "#mcp/caller.ts";

const queryOf = (text: string) => Object.fromEntries(new URLSearchParams(text));

it("every combination of choices can be written into an address and read back", () => {
  for (const shopper of Object.keys(SHOPPERS))
    for (const locale of Object.keys(PLACES))
      for (const onOff of ["on", "off"])
        for (const theme of ["system", "light", "dark"]) {
          const choices = readChoices({
            shopper,
            locale,
            theme,
            sheet: onOff,
            openai: onOff,
            widget: onOff,
            products: onOff === "on" ? "host" : "widget",
            width: onOff === "on" ? "phone" : "desktop",
            cancel: onOff === "on" ? "reject" : "resolve",
            answer: onOff === "on" ? "lost" : "kept",
            era: onOff === "on" ? "2026-07-28" : "2025-11-25",
          });
          expect(choices).toMatchObject({ shopper, locale, theme, hasSheet: onOff === "on" });
          expect(readChoices(queryOf(writeChoices(choices)))).toEqual(choices);
        }
});

it("an address without choices, or with unknown ones, gives the usual host", () => {
  const usual = readChoices({});
  expect(usual).toMatchObject({
    shopper: "arm-instant",
    hasSheet: true,
    hasOpenAi: true,
    hasWidget: true,
    products: "widget",
    locale: "en-US",
    era: "2026-07-28",
  });
  expect(
    readChoices({ shopper: "admin", locale: "toString", theme: "pink", width: ["phone", "phone"], era: "2024-11-05" }),
  ).toEqual(usual);
  expect(writeChoices(usual)).toBe("");
});

it("the server reads from the hints who is calling, from where and with what", () => {
  const choices = readChoices({ shopper: "kill-on", locale: "ja-JP", width: "phone" });
  expect(readCaller(callMeta(newSession(choices, "77aa"), choices))).toEqual({
    shopperId: "try-kill-on-77aa",
    locale: "ja-JP",
    country: "JP",
    platform: "ios",
  });
});
