import { expect, test, type Page } from "@playwright/test";
import { showWidget, type Stage } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** The widgets while they wait for an answer, after each kind of press that has one. */
const WAITING: readonly Stage[] = [
  ...[
    "checkout-choosing-the-route",
    "checkout-confirming",
    "checkout-saving",
    "checkout-quantity-saving",
    "products-checkout-in-place",
    "products-ordering",
  ].map(stageOf),
  {
    ...stageOf("checkout-address-open"),
    name: "checkout-address-saving",
    act: async (page, say) => {
      await stageOf("checkout-address-open").act?.(page, say);
      await press(page, "Continue");
    },
  },
  {
    ...stageOf("checkout-discount-applied"),
    name: "checkout-code-removed",
    act: async (page, say) => {
      await stageOf("checkout-discount-applied").act?.(page, say);
      await page.locator(".discount button").click();
    },
  },
  {
    ...stageOf("checkout-page-open"),
    name: "checkout-page-closing",
    act: (page) => press(page, "Pay or change it here instead"),
  },
];

/** Presses every control that says it is off. Returns how many there are, and what the widget asked the host for. */
const pressWhatIsOff = (page: Page): Promise<{ readonly controls: number; readonly asked: readonly string[] }> =>
  page.evaluate(async () => {
    const asked: string[] = [];
    const openai: unknown = Reflect.get(window, "openai");
    if (typeof openai !== "object" || openai === null) throw new Error("the stage has no host");
    for (const name of ["callTool", "requestCheckout", "openExternal", "sendFollowUpMessage"])
      Object.assign(openai, {
        [name]: (first: unknown) => {
          // The card also reports that it is shown, sooner or later.
          if (first !== "record_funnel_event") asked.push(`${name} ${JSON.stringify(first)}`);
          return new Promise(() => undefined);
        },
      });
    const controls = Array.from(document.querySelectorAll<HTMLElement>('[aria-disabled="true"]'));
    for (const control of controls) control.click();
    // What a press changes is drawn, and its effects have run, two frames later.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return { controls: controls.length, asked };
  });

for (const stage of WAITING)
  test(`a control that says it is off asks the host for nothing when it is pressed: ${stage.name}`, async ({
    page,
  }) => {
    await showWidget(page, stage);
    await expect(page.locator('[aria-disabled="true"]')).not.toHaveCount(0);
    const { controls, asked } = await pressWhatIsOff(page);
    expect([controls > 0, asked]).toEqual([true, []]);
  });
