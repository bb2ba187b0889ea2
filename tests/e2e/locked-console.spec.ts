import { expect, type Page } from "@playwright/test";
import { dayAfter } from "#lib/experiment/days.ts";
import { KEY, test } from "./locked-shop.ts";
import { expectUsable } from "./usable-page.ts";

const REPORT = "/console/experiments/checkout-route";

// One server of its own is enough for this file.
test.describe.configure({ mode: "default" });

async function giveKey(page: Page, key: string): Promise<void> {
  await page.goto("/console/sign-in");
  await page.getByLabel("Key", { exact: true }).fill(key);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signIn(page: Page): Promise<void> {
  await giveKey(page, KEY);
  await expect(page).toHaveURL(/\/console$/);
}

/** The picture of a section, once its script has drawn something. */
const drawn = (page: Page, section: "#days" | "#funnel") => page.locator(`${section} svg.recharts-surface:has(path)`);

test("the key opens the console, no other does, and signing out closes it", async ({ page, context }) => {
  await page.goto(REPORT);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
  await expectUsable(page, "sign-in");
  await giveKey(page, `${KEY}x`);
  await expect(page.getByText("That is not the key.", { exact: true })).toBeVisible();
  await signIn(page);
  expect((await context.cookies()).sort((one, other) => one.name.localeCompare(other.name))).toMatchObject([
    { name: "tillswitch_console", path: "/console", httpOnly: true, sameSite: "Strict" },
    { name: "tillswitch_console_browser", path: "/console", httpOnly: true, sameSite: "Strict" },
  ]);
  await page.goto(REPORT);
  await expect(page.getByRole("heading", { name: /^Verdict: / })).toBeVisible();
  await expect(page.getByText("This console is open to everybody")).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/console\/sign-in$/);
  await page.goto(REPORT);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

test("a copy of the cookie opens nothing after signing out", async ({ page, context, request }) => {
  await signIn(page);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const report = () => request.get(`${REPORT}/report.json`, { headers: { cookie } });
  expect((await report()).status()).toBe(200);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/console\/sign-in$/);
  expect((await report()).status()).toBe(401);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a browser sees who is signed in, and ends one session or all others", async ({ page, browser, shop }) => {
    const other = async (userAgent: string) => {
      const theirs = await (await browser.newContext({ baseURL: shop.url, userAgent })).newPage();
      await signIn(theirs);
      return theirs;
    };
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const sessions = page.getByRole("listitem").filter({ hasText: "Last seen" });
    await signIn(page);
    const first = await other("Firefox/140.0 Windows");
    await page.goto("/console/sessions");
    await button("End all other sessions").click();
    await expect(sessions).toHaveCount(1);
    await expect(sessions).toContainText("This session");
    const [second, third] = [await other("Firefox/140.0 Linux"), await other("Safari/605.1 Mac OS X")];
    await page.goto("/console/sessions");
    await expect(sessions).toHaveCount(3);
    await button("End the session of Firefox on Linux").click();
    await expect(sessions).toHaveCount(2);
    await third.goto(REPORT);
    await expect(third).toHaveURL(REPORT);
    await button("End all other sessions").click();
    await expect(sessions).toHaveCount(1);
    for (const theirs of [first, second, third]) {
      await theirs.goto(REPORT);
      await expect(theirs).toHaveURL(/\/console\/sign-in$/);
      await theirs.context().close();
    }
    await page.goto(REPORT);
    await expect(page).toHaveURL(REPORT);
  });
});

for (const colorScheme of ["light", "dark"] as const)
  for (const [device, width] of [
    ["a desk", 1280],
    ["a phone", 390],
  ] as const)
    test(`the list of sessions can be used by everybody, ${colorScheme}, on ${device}`, async ({ browser, shop }) => {
      const context = await browser.newContext({ baseURL: shop.url, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await signIn(page);
      await page.goto("/console/sessions");
      await expectUsable(page, `sessions, ${colorScheme} on ${device}`);
      await context.close();
    });

test("programs need the key, and are refused where the page would ask for it", async ({ request }) => {
  for (const file of ["report.json", "figures.csv"]) {
    for (const authorization of ["", KEY, `Bearer ${KEY}x`]) {
      const refused = await request.get(`${REPORT}/${file}`, { headers: { authorization }, maxRedirects: 0 });
      expect(refused.status(), `${file} with "${authorization}"`).toBe(401);
      expect(refused.headers()["cache-control"]).toBe("no-store");
    }
    const answered = await request.get(`${REPORT}/${file}`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(answered.status(), file).toBe(200);
  }
});

test("the report on simulated shoppers says so, and draws what its tables say", async ({ page, request }) => {
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  page.on("pageerror", (error) => errors.push(error.message));
  await signIn(page);
  await page.goto(REPORT);
  await expect(page.getByText("Simulated: nobody met these shoppers", { exact: true })).toBeVisible();
  for (const section of ["#days", "#funnel"] as const) await expect(drawn(page, section)).toBeVisible();
  await page.getByText("The numbers of every day", { exact: true }).click();
  const days = page.getByRole("region", { name: "The difference by day", exact: true });
  const answer = await request.get(`${REPORT}/report.json`, { headers: { authorization: `Bearer ${KEY}` } });
  const told = (await answer.json()) as { days: readonly unknown[] };
  expect(told.days.length).toBeGreaterThan(45);
  await expect(days.getByRole("row")).toHaveCount(told.days.length + 1);
  await expect(page.getByRole("region", { name: "Revenue in JPY", exact: true })).toContainText(/¥[\d,]+/);
  expect(await page.locator("main").innerText()).not.toMatch(/NaN|Infinity|undefined/);
  expect(errors).toEqual([]);
});

test("what is folded away on the screen is on paper", async ({ page }) => {
  await signIn(page);
  await page.goto(REPORT);
  const table = page.locator('section[aria-label="The difference by day"] table');
  const sections = page.getByRole("navigation", { name: "Sections", exact: true });
  await expect(sections).toBeVisible();
  await expect(table).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(table).toBeVisible();
  await expect(sections).toBeHidden();
});

test("a link that was made in the console opens the report without a sign-in, and nothing else", async ({
  page,
  browser,
  shop,
}) => {
  await signIn(page);
  await page.goto(REPORT);
  await page.getByRole("combobox", { name: "A link for others works for" }).selectOption("7 days");
  await page.getByRole("button", { name: "Make a link", exact: true }).click();
  const link = await page.getByLabel("Link to this report", { exact: true }).inputValue();
  expect(link).toMatch(new RegExp(`^${shop.url}/console/reports/[\\w-]+\\.[\\w-]{43}$`));
  const context = await browser.newContext({ baseURL: shop.url });
  const theirs = await context.newPage();
  const answer = await theirs.goto(link);
  expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" });
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  for (const section of ["#days", "#funnel"] as const) await expect(drawn(theirs, section)).toBeVisible();
  await expect(theirs.getByText(/^Shared to read, until /)).toBeVisible();
  await expect(theirs.locator('form, a[href*="/console"]')).toHaveCount(0);
  await expectUsable(theirs, "a shared report");
  expect(await context.cookies()).toEqual([]);
  for (const path of ["/console", REPORT, "/console/sessions"]) {
    await theirs.goto(path);
    await expect(theirs, path).toHaveURL(/\/console\/sign-in$/);
  }
  const token = link.split("/").at(-1) ?? "";
  for (const other of [`${token}x`, token.slice(1), "x"])
    expect((await theirs.goto(`/console/reports/${other}`))?.status(), other).toBe(404);
  const headers = { authorization: `Bearer ${token}` };
  expect((await context.request.get(`${REPORT}/report.json`, { headers })).status()).toBe(401);
  await context.close();
});

test("some days of a phase are chosen on the page, and stay in a link and on paper", async ({ page, shop }) => {
  await signIn(page);
  await page.goto(REPORT);
  const from = page.getByLabel("From (UTC)", { exact: true });
  const [first, last] = [await from.inputValue(), await page.getByLabel("To", { exact: true }).inputValue()];
  const later = dayAfter(first, 7);
  await from.fill(later);
  await page.getByRole("button", { name: "Show these days", exact: true }).click();
  const days = page.getByText(`Days: ${later} to ${last} of ${first} to ${last}`, { exact: true });
  const verdict = page.getByRole("heading", { name: "Verdict: No verdict: part of a phase", exact: true });
  await expect(days).toBeVisible();
  await expect(verdict).toBeVisible();
  await expectUsable(page, "the report on some days");
  await page.getByRole("button", { name: "Make a link", exact: true }).click();
  await page.goto(await page.getByLabel("Link to this report", { exact: true }).inputValue());
  await page.emulateMedia({ media: "print" });
  await expect(days).toBeVisible();
  await expect(verdict).toBeVisible();
  await expect(page.locator("form:visible, a[href='#calculator']")).toHaveCount(0);
  const text = await shop.run("experiment-report", "--to", dayAfter(first, 6));
  expect(text).toContain(`Days: ${first} to ${dayAfter(first, 6)} of ${first} to ${last}`);
});

test("a link that was made in a terminal opens the same report", async ({ page, shop }) => {
  const link = (await shop.run("experiment-report", "--share", "--days", "1")).trim();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: /^Verdict: / })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator('section[aria-label="The difference by day"] table')).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const [device, width] of [
    ["a desk", 1280],
    ["a phone", 390],
  ] as const)
    test(`the report can be used by everybody, ${colorScheme}, on ${device}`, async ({ browser, shop }) => {
      const context = await browser.newContext({
        baseURL: shop.url,
        colorScheme,
        viewport: { width, height: 900 },
        extraHTTPHeaders: { authorization: `Bearer ${KEY}` },
      });
      const page = await context.newPage();
      await page.goto(REPORT);
      for (const section of ["#days", "#funnel"] as const) await expect(drawn(page, section)).toBeVisible();
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await expectUsable(page, `${colorScheme} on ${device}`);
      const cut = () =>
        page.locator(".figure-table").evaluateAll((all) => {
          const wide = all.filter((one) => one.scrollWidth > one.clientWidth + 1);
          return wide.map((one) => getComputedStyle(one).overflowX === "auto" && one.matches("[tabindex='0']"));
        });
      expect(await cut(), "tables that are cut").toEqual([]);
      // With large text they may be wider, and whoever has no finger on them scrolls each by keyboard in its own place.
      await page.evaluate(() => void (document.documentElement.style.fontSize = "200%"));
      expect((await cut()).filter((scrolls) => !scrolls)).toEqual([]);
      await context.close();
    });

test("the operator reads the same verdict in a terminal", async ({ request, shop }) => {
  const answer = await request.get(`${REPORT}/report.json`, { headers: { authorization: `Bearer ${KEY}` } });
  const { verdict_text: sentence } = (await answer.json()) as { verdict_text: string };
  const text = await shop.run("experiment-report");
  expect(text.replace(/\s+/g, " ")).toContain(sentence);
  expect(text).toContain("SIMULATED");
  expect(JSON.parse(await shop.run("experiment-report", "--format", "json"))).toMatchObject({ verdict_text: sentence });
  const csv = await request.get(`${REPORT}/figures.csv`, { headers: { authorization: `Bearer ${KEY}` } });
  expect(await shop.run("experiment-report", "--format", "csv")).toBe(await csv.text());
});
