import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";

/** What a widget is shown of the world around it, so that it comes to the state to be looked at. */
export type Stage = {
  /** In kebab case; it names the picture. */
  readonly name: string;
  readonly widget: "checkout" | "products";
  /** The result that the widget is shown for; null: it has not come yet. */
  readonly shown: unknown;
  /** The `_meta` that comes with it. */
  readonly meta?: unknown;
  /** False: nothing around the frame answers. */
  readonly hasHost?: boolean;
  readonly locale?: string;
  readonly memory?: unknown;
  /** What each tool returns, call after call; the last answer stays. A tool that is not named never answers. */
  readonly answers?: Readonly<Record<string, readonly unknown[]>>;
  /** What the payment sheet returns; `open`: it stays open. Without it there is no sheet. */
  readonly sheet?: unknown;
  readonly canOpenPages?: boolean;
  /** Brings the widget to the state, by what a buyer does. `say` has the widget's language for an English text of its own. */
  readonly act?: (page: Page, say: (english: string) => string) => Promise<void>;
  /** Goes to what is looked at once the frame has its size, at another size again. */
  readonly scroll?: (page: Page) => Promise<void>;
  /** Lets this much time pass at once, after `act`. */
  readonly seconds?: number;
};

const root = join(import.meta.dirname, "../..");
/** Where the fixtures say that the shop is. Only its pictures exist. */
const SHOP = "https://shop.example.com";
const HOST = "https://widget.test";

/**
 * Shows the built page of a widget in a host that only has what the stage names. Theme: the light one. `before` is
 * called when the shop's pictures are there and the widget is not, so that a test can have them fail.
 */
export async function showWidget(page: Page, stage: Stage, before?: () => Promise<unknown>): Promise<void> {
  const file = stage.widget === "checkout" ? "index.html" : "products.html";
  const html = readFileSync(join(root, "build/widget", file), "utf8");
  const { act: _act, ...given } = stage;
  const json = JSON.stringify(given).replaceAll("<", "\\u003c");
  const script = `<script>(${fakeOpenAi.toString()})(${json})</script>`;
  await page.route(`${HOST}/`, (route) =>
    route.fulfill({ contentType: "text/html", body: html.replace("<head>", () => `<head>${script}`) }),
  );
  await page.route(new RegExp(`^${SHOP}/`), (route) => {
    const picture = join(root, "public", new URL(route.request().url()).pathname);
    return existsSync(picture) ? route.fulfill({ path: picture }) : route.fulfill({ status: 404 });
  });
  await before?.();
  await page.goto(`${HOST}/`);
  await page.locator("main").waitFor();
  if (stage.act === undefined) return;
  await stage.act(page, (english) => english);
  // What was clicked looks as it does where nobody points at it. A card on which nobody clicked asks again when a pointer comes.
  await page.mouse.move(0, 0);
}

export async function wearTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate((wanted) => {
    const openai: unknown = Reflect.get(window, "openai");
    if (typeof openai === "object" && openai !== null) Object.assign(openai, { theme: wanted });
    window.dispatchEvent(new Event("openai:set_globals"));
  }, theme);
  await page.waitForFunction(
    (wanted) => Reflect.get(window, "openai") === undefined || document.documentElement.dataset["theme"] === wanted,
    theme,
  );
  // Without a host the widget goes by the browser.
  await page.emulateMedia({ colorScheme: theme });
}

/** `window.openai` of a stage. It is turned into text and put before the widget's scripts, so it uses nothing from outside. */
function fakeOpenAi(stage: Omit<Stage, "act">): void {
  if (stage.hasHost === false) return;
  const calls = new Map<string, number>();
  const never = new Promise<never>(() => undefined);
  const openai: Record<string, unknown> = {
    theme: "light",
    locale: stage.locale ?? "en-US",
    toolOutput: stage.shown,
    toolResponseMetadata: stage.meta ?? null,
    widgetState: stage.memory ?? null,
    setWidgetState: () => undefined,
    sendFollowUpMessage: () => undefined,
    callTool(name: string) {
      const call = calls.get(name) ?? 0;
      calls.set(name, call + 1);
      const answers = stage.answers?.[name] ?? [];
      const answer = answers[Math.min(call, answers.length - 1)];
      if (answer === undefined || answer === "never") return never;
      return Promise.resolve(answer === "lost" ? null : answer);
    },
  };
  if (stage.canOpenPages !== false) openai["openExternal"] = () => undefined;
  if (stage.sheet !== undefined)
    openai["requestCheckout"] = () => (stage.sheet === "open" ? never : Promise.resolve(stage.sheet));
  Object.assign(window, { openai });
}
