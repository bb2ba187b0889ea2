import { useTexts } from "../../texts/widget-texts.ts";

type Props = { readonly label: string; readonly onBack: () => void };

export function BackButton({ label, onBack }: Props) {
  return (
    <nav className="back">
      <button type="button" className="text-button" onClick={onBack}>
        <span aria-hidden="true" className="back-arrow" />
        {label}
      </button>
    </nav>
  );
}

export function BackToProducts({ onBack }: Pick<Props, "onBack">) {
  return <BackButton label={useTexts().products.backToProducts} onBack={onBack} />;
}
