import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { COLOURS } from "#lib/wire/look/tokens.ts";
import { documentLanguage } from "./request/reader-locale.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Tillswitch", template: "%s · Tillswitch" },
  icons: "/icon.svg",
  description: "The checkout router for ChatGPT apps: the payment sheet or the seller's own checkout, paid once.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: COLOURS.light.canvas },
    { media: "(prefers-color-scheme: dark)", color: COLOURS.dark.canvas },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { lang, dir } = await documentLanguage();
  return (
    <html lang={lang} dir={dir}>
      <body>{children}</body>
    </html>
  );
}
