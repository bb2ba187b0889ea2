import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import decompress from "woff2-encoder/decompress";

const root = join(import.meta.dirname, "../..");
const PACKAGES = join(root, "node_modules/@fontsource-variable");
/** The files of each package that our pages need letters of. */
const FILES = {
  "noto-sans": /-latin(-ext)?-wght-normal\.woff2$/,
  "noto-sans-arabic": /-(arabic|math|symbols)-wght-normal\.woff2$/,
  "noto-sans-jp": /-wght-normal\.woff2$/,
} as const;
const MADE_IN = join(root, "build/fonts");

/**
 * The environment for a Chromium that sees only the fonts that npm brought, so that a picture is the same on every
 * machine. Chromium draws installed fonts as TrueType only, so they are unpacked once, into `build/fonts`. The format of
 * the settings: https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-user.html
 */
export async function fontEnvironment(): Promise<Record<string, string>> {
  const folder = join(MADE_IN, versions());
  const settings = join(folder, "fonts.conf");
  if (!existsSync(settings)) {
    mkdirSync(folder, { recursive: true });
    for (const [name, wanted] of Object.entries(FILES))
      for (const file of readdirSync(join(PACKAGES, name, "files")).filter((one) => wanted.test(one)))
        writeFileSync(
          join(folder, file.replace(/woff2$/, "ttf")),
          await decompress(readFileSync(join(PACKAGES, name, "files", file))),
        );
    writeFileSync(settings, settingsOf(folder));
  }
  const own = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(own), FONTCONFIG_FILE: settings };
}

/** "5.3.0-5.3.0-5.3.1": other packages, other fonts. */
function versions(): string {
  return Object.keys(FILES)
    .map((name) => {
      const json: unknown = JSON.parse(readFileSync(join(PACKAGES, name, "package.json"), "utf8"));
      return typeof json === "object" && json !== null && "version" in json ? String(json.version) : "";
    })
    .join("-");
}

const settingsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${join(folder, "cache")}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append" binding="weak"><string>Noto Sans</string></edit>
  </match>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
