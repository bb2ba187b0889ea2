import { isOneErrorApart } from "../../catalog/search/spelling.ts";
import { SECRET_NAMES, SETTING_NAMES } from "../config.ts";
import { fileSettingOf } from "../read-secret-files.ts";
import type { Risk, RiskFacts } from "./risk.ts";

/** Shorter ones differ from names of other programs by one letter, such as HOST from PORT. */
const MIN_LENGTH = 8;

/** Variables whose names are a slip away from a setting's: a setting that nobody reads is as good as none. */
export function nameRisks({ env }: RiskFacts): readonly Risk[] {
  const known = [...SETTING_NAMES, ...SECRET_NAMES.map(fileSettingOf)];
  return Object.keys(env)
    .filter((name) => !known.includes(name) && (env[name] ?? "") !== "")
    .flatMap((name): readonly Risk[] => {
      const meant = known.find((setting) => setting.length >= MIN_LENGTH && isSlip(plain(name), plain(setting)));
      return meant === undefined
        ? []
        : [
            {
              severity: "warning",
              setting: meant,
              what: `${name} is set, and no setting has this name`,
              why: "it is not read, and what it was to change stays as it is",
            },
          ];
    });
}

const plain = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

const isSlip = (one: string, other: string): boolean => one === other || isOneErrorApart(one, other);
