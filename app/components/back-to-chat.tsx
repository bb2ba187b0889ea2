import { componentTexts } from "./texts/component-texts.ts";

/** The way back that the host gave, checked before it was stored; in words where it gave none. */
export function BackToChat({
  returnUrl,
  locale,
  isMain = false,
}: {
  readonly returnUrl: string | null;
  readonly locale: string;
  readonly isMain?: boolean;
}) {
  const texts = componentTexts(locale);
  return returnUrl === null ? (
    <p className="text-muted">{texts.backToChatYourself}</p>
  ) : (
    <a href={returnUrl} className={`button self-start ${isMain ? "" : "button-quiet"}`}>
      {returnUrl.startsWith("/") ? texts.backToStandIn : texts.backToChat}
    </a>
  );
}
