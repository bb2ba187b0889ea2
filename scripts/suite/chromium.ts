import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { chromium } from "playwright";

export type Browser = { readonly executablePath: string; readonly args: readonly string[] };

/** Chromium without windows, which costs a fraction of a whole one for each test. Debian has it as a package of this name. */
const WITHOUT_WINDOWS = "/usr/bin/chromium-headless-shell";
const USUAL_PLACES = [
  WITHOUT_WINDOWS,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const INSTALL_WITHIN_MS = 300_000;
const isRoot = process.getuid?.() === 0;

const mayInstall = () => isRoot && existsSync("/usr/bin/apt-get");

/**
 * A Chromium that runs on this machine, without anybody's help: the one that is named or installed, else Debian's
 * when apt may be used, else the one that npm brought. In CI (`CI`) Debian's without windows is installed where another one is
 * there, too: it is worth more time than that takes. Null when there is none. `source` names where it comes from, or what
 * was tried.
 */
export async function provideChromium(
  named: string | undefined,
): Promise<{ readonly browser: Browser | null; readonly source: string }> {
  const args = [...(isRoot ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"];
  if (named === undefined && process.env["CI"] !== undefined && !existsSync(WITHOUT_WINDOWS) && mayInstall())
    installWithApt();
  for (const executablePath of named === undefined ? USUAL_PLACES : [named])
    if (await runs({ executablePath, args })) return { browser: { executablePath, args }, source: executablePath };
  if (named !== undefined) return { browser: null, source: `TILLSWITCH_CHROMIUM=${named} does not run` };
  if (mayInstall() && installWithApt()) {
    const browser = { executablePath: WITHOUT_WINDOWS, args };
    if (await runs(browser)) return { browser, source: "installed with apt-get" };
  }
  const { default: packed } = await import("@sparticuz/chromium");
  const browser = { executablePath: await packed.executablePath(), args: [...packed.args] };
  return (await runs(browser))
    ? { browser, source: "the one that npm brought" }
    : { browser: null, source: "none is installed, apt-get gave none, and npm's does not run here" };
}

function installWithApt(): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: "ignore", timeout: INSTALL_WITHIN_MS } as const;
  spawnSync("apt-get", ["update"], options);
  return (
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", basename(WITHOUT_WINDOWS)], options).status === 0
  );
}

/** True when the browser shows a page under Playwright; that the file exists proves little. */
async function runs({ executablePath, args }: Browser): Promise<boolean> {
  if (!existsSync(executablePath)) return false;
  try {
    const browser = await chromium.launch({ executablePath, args: [...args], timeout: 30_000 });
    const page = await browser.newPage();
    await page.setContent("<title>tillswitch</title>");
    const title = await page.title();
    await browser.close();
    return title === "tillswitch";
  } catch {
    return false;
  }
}
