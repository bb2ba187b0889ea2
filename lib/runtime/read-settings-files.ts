import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ShopRules } from "../checkout/shop-rules.ts";
import { readBrandImages, type BrandImages } from "../config/brand/read-images.ts";
import type { Config } from "../config/config.ts";
import { experimentFile, type ExperimentNotes } from "../config/experiment.ts";
import { plansFile } from "../config/plans.ts";
import { readSettingsFile, type SettingsFile } from "../config/read-settings-file.ts";
import { shopFile, type ShopFile } from "../config/shop.ts";
import { readZipRates } from "../config/shop/zip-rates.ts";
import type { ExperimentPlan } from "../experiment/figures.ts";
import type { SellersInFile } from "../purchase/sellers/directory.ts";
import { checkSharedAccounts } from "./sellers/marketplace.ts";
import type { Plan } from "../orders/plans/plan.ts";

export type FileSettings = {
  readonly rules: ShopRules;
  readonly sellersInFile: SellersInFile;
  readonly experimentPlan: ExperimentPlan;
  readonly experimentNotes: ExperimentNotes;
  /** What is sold as a subscription; null when plans are off. */
  readonly plans: readonly Plan[] | null;
  readonly brandImages: BrandImages;
};

/** Reads the files that the settings name. Throws one message for the operator with every problem in any of them. */
export function readSettingsFiles(config: Config): FileSettings {
  const shop = withZipRates(readSettingsFile("SHOP_FILE", config.shopFile, shopFile), config.shopFile);
  const experiment = readSettingsFile("EXPERIMENT_FILE", config.experimentFile, experimentFile);
  const plans =
    config.plansFile === null
      ? ({ kind: "settings", settings: null } as const)
      : readSettingsFile("PLANS_FILE", config.plansFile, plansFile);
  const brand = readBrandImages(config.brand);
  if (
    shop.kind === "settings" &&
    experiment.kind === "settings" &&
    plans.kind === "settings" &&
    brand.kind === "images"
  ) {
    checkSharedAccounts(config.marketplace, shop.settings.inFile.sellers);
    return {
      rules: shop.settings,
      sellersInFile: shop.settings.inFile,
      experimentPlan: experiment.settings.plan,
      experimentNotes: experiment.settings.notes,
      plans: plans.settings,
      brandImages: brand.images,
    };
  }
  const messages = [
    ...[shop, experiment, plans].flatMap((file) => (file.kind === "invalid" ? [file.message] : [])),
    ...(brand.kind === "invalid" ? brand.messages : []),
  ];
  throw new Error(messages.join("\n"));
}

type Shop = ShopRules & Pick<ShopFile, "inFile">;

/** Reads the table of rates by ZIP code that the shop file names, beside which a relative path is looked up. */
function withZipRates(shop: SettingsFile<ShopFile>, shopPath: string): SettingsFile<Shop> {
  if (shop.kind === "invalid") return shop;
  const { zipRatesFile, ...taxSettings } = shop.settings.taxSettings;
  if (zipRatesFile === null)
    return { kind: "settings", settings: { ...shop.settings, taxSettings: { ...taxSettings, zipRates: new Map() } } };
  const path = resolve(dirname(shopPath), zipRatesFile);
  const invalid = (problem: string) =>
    ({ kind: "invalid", message: `SHOP_FILE ${shopPath}: us_zip_rates ${path} ${problem}` }) as const;
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch (error) {
    return invalid(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = readZipRates(text);
  return read.kind === "invalid"
    ? invalid(`is wrong, ${read.problem}`)
    : { kind: "settings", settings: { ...shop.settings, taxSettings: { ...taxSettings, zipRates: read.rates } } };
}
