import { expect, test, type Page } from "@playwright/test";
import { fontEnvironment } from "../../gallery/fonts.ts";
import { DEVICES } from "../../gallery/look.ts";
import { picture, showStage } from "../../gallery/take.ts";
import { inLanguage } from "../../looks/in-language.ts";
import { showWidget } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";

test.use({
  launchOptions: async ({ launchOptions }, provide) => provide({ ...launchOptions, env: await fontEnvironment() }),
  viewport: { width: 390, height: 844 },
});

const shown = (page: Page, stage: string, language: "en" | "ja" | "ar") =>
  showWidget(page, language === "en" ? stageOf(stage) : inLanguage(stageOf(stage), language));

for (const language of ["en", "ar"] as const)
  test(`the last card of a carousel can be reached, and is in its pictures, in ${language}`, async ({ browser }) => {
    const stage = stageOf("products-carousel-scrolled");
    const { page, wear, close } = await showStage(browser, { subject: "widgets", name: stage.name, stage }, language);
    for (const device of [...DEVICES, ...DEVICES]) {
      await wear({ language, theme: "light", device });
      await picture(page);
      await expect(page.getByRole("listitem").filter({ hasText: "茶筒 藍" }), device).toBeInViewport({ ratio: 0.99 });
    }
    await close();
  });

for (const language of ["en", "ja", "ar"] as const)
  test(`what is said of a product has no empty line in it, whatever is said of those beside it, in ${language}`, async ({
    page,
  }) => {
    await shown(page, "products-carousel-of-8", language);
    const holes = await page.locator(".item").evaluateAll((items) =>
      items.flatMap((item) => {
        // Of the words: a box may be higher than they are.
        const boxes = [...item.querySelectorAll(".price, .quiet:not(s)")].map((one) => {
          const words = document.createRange();
          words.selectNodeContents(one);
          return words.getBoundingClientRect();
        });
        return boxes.slice(1).map((box, index) => Math.round(box.top - (boxes[index]?.bottom ?? 0)));
      }),
    );
    expect(holes.length).toBeGreaterThan(10);
    expect(Math.max(...holes)).toBeLessThan(10);
  });

for (const name of ["products-carousel-arabic", "checkout-two-sellers", "checkout-ready-instant"])
  test(`no tail of an Arabic letter is cut off, nor touches the buttons below it, in ${name}`, async ({ page }) => {
    await shown(page, name, "ar");
    await expect(page.getByRole("button")).not.toHaveCount(0);
    const cut = await page
      .locator(".item-title, .item-seller, .line-text > .quiet, .order-head .quiet")
      .evaluateAll((all) =>
        all.flatMap((one) => {
          const pen = document.createElement("canvas").getContext("2d");
          if (pen === null) return ["no pen"];
          pen.font = getComputedStyle(one).font;
          const base = document.createElement("span");
          base.style.display = "inline-block";
          one.append(base);
          const tail = base.getBoundingClientRect().bottom + pen.measureText("البائع").actualBoundingBoxDescent;
          base.remove();
          const steppers = one.closest(".line")?.querySelector(".line-count")?.getBoundingClientRect().top ?? Infinity;
          const edge = getComputedStyle(one).overflowY === "visible" ? Infinity : one.getBoundingClientRect().bottom;
          return tail > Math.min(edge, steppers) ? [`${one.className}: ${tail} below ${Math.min(edge, steppers)}`] : [];
        }),
      );
    expect(cut).toEqual([]);
  });

for (const language of ["en", "ar"] as const)
  test(`the arrow of a list of options stands as far from its edge as the text, in ${language}`, async ({ page }) => {
    await shown(page, "products-many-variants", language);
    const list = page.getByRole("combobox");
    const box = await list.boundingBox();
    if (box === null) throw new Error("no list is shown");
    const painted = async (left: number, width: number) => {
      const clip = { x: left, y: box.y + 8, width, height: box.height - 16 };
      const image = (await page.screenshot({ clip })).toString("base64");
      return page.evaluate(async (data) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        pen?.drawImage(bitmap, 0, 0);
        return new Set(
          new Uint32Array(pen?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? new ArrayBuffer(0)),
        ).size;
      }, image);
    };
    // From the edge inwards: nothing, and then the arrow.
    const end = language === "ar" ? box.x : box.x + box.width;
    const inwards = (from: number, to: number) => (language === "ar" ? end + from : end - to);
    expect(await painted(inwards(2, 11), 9)).toBe(1);
    expect(await painted(inwards(11, 24), 13)).toBeGreaterThan(1);
  });

test("products come where their bones were", async ({ page }) => {
  const topOf = (selector: string) =>
    page.locator(selector).evaluateAll((all) => Math.min(...all.map((one) => one.getBoundingClientRect().top)));
  await showWidget(page, stageOf("products-loading"));
  const bone = await topOf(".bone.item");
  await showWidget(page, stageOf("products-carousel-of-3"));
  expect(Math.abs((await topOf(".item")) - bone)).toBeLessThan(3);
});
