import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import decompress from "woff2-encoder/decompress";
import { codePointsOf } from "./glyphs.ts";

const root = join(import.meta.dirname, "../..");
const PACKAGES = join(root, "node_modules/@fontsource-variable");
/** The files of each package that our pages need letters of: our own texts, and names of buyers and goods in other scripts. */
const FILES = {
  "noto-sans": /-(latin|latin-ext|greek|greek-ext|cyrillic|cyrillic-ext|vietnamese)-wght-normal\.woff2$/,
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
  const folder = join(MADE_IN, contents());
  const settings = join(folder, "fonts.conf");
  if (!existsSync(settings)) {
    mkdirSync(folder, { recursive: true });
    for (const { file, path } of fontFiles())
      writeFileSync(join(folder, file.replace(/woff2$/, "ttf")), await decompress(readFileSync(path)));
    writeFileSync(settings, settingsOf(folder));
  }
  const own = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(own), FONTCONFIG_FILE: settings };
}

type FontFile = { readonly file: string; readonly path: string };

const fontFiles = (): readonly FontFile[] =>
  Object.entries(FILES).flatMap(([name, wanted]) =>
    readdirSync(join(PACKAGES, name, "files"))
      .filter((file) => wanted.test(file))
      .map((file) => ({ file, path: join(PACKAGES, name, "files", file) })),
  );

/** Every code point that a picture can show: all others are drawn as boxes. */
export async function drawnCodePoints(): Promise<ReadonlySet<number>> {
  const fonts = await Promise.all(fontFiles().map(({ path }) => decompress(readFileSync(path))));
  return new Set(fonts.flatMap((font) => [...codePointsOf(font)]));
}

/** Other versions of the packages or other files of them are other fonts. */
function contents(): string {
  const versions = Object.keys(FILES).map((name) => readFileSync(join(PACKAGES, name, "package.json"), "utf8"));
  const named = [...versions, ...fontFiles().map(({ file }) => file)].join("\n");
  return createHash("sha256").update(named).digest("hex").slice(0, 16);
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
