import { expect, test } from "@playwright/test";
import { buySomething, giveAddress, openTry, payButton, payInSheet, widget } from "./try-page.ts";
import { expectOneOrder } from "./tools.ts";

const ERAS = [
  { era: "2026-07-28", first: "server/discover" },
  { era: "2025-11-25", first: "initialize" },
] as const;

for (const { era, first } of ERAS)
  test(`a host that speaks MCP ${era} sells in the chat, and its log says so`, async ({ page, request }) => {
    const sent: { readonly method: string; readonly version: string | undefined; readonly status: number }[] = [];
    page.on("response", (response) => {
      const asked = response.request();
      if (asked.method() !== "POST" || new URL(asked.url()).pathname !== "/mcp") return;
      const { method } = asked.postDataJSON() as { readonly method: string };
      sent.push({ method, version: asked.headers()["mcp-protocol-version"], status: response.status() });
    });
    const visit = await openTry(page, { shopper: "arm-instant", era });
    await buySomething(page);
    await giveAddress(page);
    await payButton(page, "instant").click();
    await payInSheet(page, "pay");
    await expect(
      widget(page)
        .getByText(/T-[2-9A-Z]{4}-[2-9A-Z]{4}/)
        .first(),
    ).toBeVisible();
    await expectOneOrder(request, await visit.sessionId());
    expect(sent[0]?.method).toBe(first);
    expect(sent.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
    expect(new Set(sent.slice(1).map(({ version }) => version))).toEqual(new Set([era]));
    await page.getByRole("button", { name: /^Messages/ }).click();
    await expect(page.getByText(`host → shop · MCP ${era}`).first()).toBeVisible();
  });

test("another revision of MCP starts another conversation, and stands in the address", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page);
  await page.getByLabel("Revision of MCP").selectOption("2025-11-25");
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(page).toHaveURL(/era=2025-11-25/);
  await buySomething(page);
});
