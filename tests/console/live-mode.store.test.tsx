import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prerender } from "react-dom/static";
import { text } from "node:stream/consumers";
import type { ReactNode } from "react";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StartPage } from "#app/start-page.tsx";
import TryPage, { generateMetadata as tryMetadata } from "#app/try/page.tsx";
import { readConfig } from "#lib/config/config.ts";
import { openRuntime, runtime, type Runtime } from "#lib/runtime/runtime.ts";

const LIVE = {
  PUBLIC_URL: "https://shop.example.com",
  PAYMENT_PROVIDER: "stripe",
  PAYMENT_MODE: "live",
  EMBEDDED_FSYNC: "on",
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
};
/** What the start page of an installation shows: its parts, its settings and what to do next. */
const MACHINE_ROOM =
  /PGlite|DATA_DIR|DATABASE_URL|CATALOG_FEED|PAYMENT_PROVIDER|Stripe|Flags|Unleash|Products|\/try|\/mcp/g;

let folder: string;
let opened: Runtime;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "live-mode-"));
  opened = await openRuntime({ DATA_DIR: folder, LOG_LEVEL: "silent" }, process.cwd(), { serves: false });
});
afterAll(async () => {
  globalThis.tillswitchRuntime = undefined;
  await opened.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The pages of the shop with these settings. */
function serveWith(env: Readonly<Record<string, string>>): void {
  const read = readConfig({ DATA_DIR: folder, ...env }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  globalThis.tillswitchRuntime = Promise.resolve({ ...opened, config: read.config });
}
const shown = async (page: ReactNode) => text((await prerender(page)).prelude);
const tryPage = () => TryPage({ searchParams: Promise.resolve({}) });

describe("in live mode", () => {
  beforeAll(() => serveWith(LIVE));

  it("the start page names the shop and its policies, and shows nothing about the installation", async () => {
    const page = await shown(StartPage({ opened: await runtime(), locale: "en-US", isForDevelopers: false }));
    expect(page).toContain("shop.example.com");
    for (const policy of ["terms", "privacy", "returns", "shipping"]) expect(page).toContain(`/policies/${policy}`);
    expect(page.match(MACHINE_ROOM)).toBeNull();
  });

  it("the stand-in for ChatGPT is not found, and its title is not sent either", async () => {
    const notFound = { digest: "NEXT_HTTP_ERROR_FALLBACK;404" };
    await expect(tryPage()).rejects.toMatchObject(notFound);
    await expect(tryMetadata()).rejects.toMatchObject(notFound);
  });
});

describe("in test mode", () => {
  beforeAll(() => serveWith({ DEVELOPER_PAGES: "everyone" }));

  it("the start page shows what is in use and what to do next", async () => {
    const page = await shown(StartPage({ opened: await runtime(), locale: "en-US", isForDevelopers: true }));
    expect(new Set(page.match(MACHINE_ROOM))).toEqual(
      new Set([
        "PGlite",
        "DATA_DIR",
        "DATABASE_URL",
        "CATALOG_FEED",
        "PAYMENT_PROVIDER",
        "Flags",
        "Products",
        "/try",
        "/mcp",
      ]),
    );
  });

  it("the stand-in for ChatGPT is served", async () => {
    expect(await shown(await tryPage())).toContain("There is nothing to try yet");
    expect(await tryMetadata()).toMatchObject({ title: "Try it in a stand-in for ChatGPT" });
  });
});
