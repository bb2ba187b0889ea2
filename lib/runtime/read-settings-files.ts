import type { ShopRules } from "../checkout/shop-rules.ts";
import type { Config } from "../config/config.ts";
import { experimentFile } from "../config/experiment.ts";
import { plansFile } from "../config/plans.ts";
import { readSettingsFile } from "../config/read-settings-file.ts";
import { shopFile } from "../config/shop.ts";
import type { ExperimentPlan } from "../experiment/figures.ts";
import type { Plan } from "../orders/plans/plan.ts";

export type FileSettings = {
  readonly rules: ShopRules;
  readonly experimentPlan: ExperimentPlan;
  /** What is sold as a subscription; null when plans are off. */
  readonly plans: readonly Plan[] | null;
};

/** Reads the files that the settings name. Throws one message for the operator with every problem in any of them. */
export function readSettingsFiles(config: Config): FileSettings {
  const shop = readSettingsFile("SHOP_FILE", config.shopFile, shopFile);
  const experiment = readSettingsFile("EXPERIMENT_FILE", config.experimentFile, experimentFile);
  const plans =
    config.plansFile === null
      ? ({ kind: "settings", settings: null } as const)
      : readSettingsFile("PLANS_FILE", config.plansFile, plansFile);
  if (shop.kind === "settings" && experiment.kind === "settings" && plans.kind === "settings")
    return { rules: shop.settings, experimentPlan: experiment.settings, plans: plans.settings };
  const messages = [shop, experiment, plans].flatMap((file) => (file.kind === "invalid" ? [file.message] : []));
  throw new Error(messages.join("\n"));
}
