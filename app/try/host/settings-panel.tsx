import { useId } from "react";
import { ERAS, PLACES, SHOPPERS, type Choices, type Era, type Locale, type Shopper } from "./choices.ts";
import { chatAddress, type HostSession } from "./host-session.ts";

type PanelProps = {
  readonly choices: Choices;
  readonly session: HostSession;
  readonly hasWidgets: boolean;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly onReload: () => void;
};

const CANCELS = [
  ["resolve", "It resolves with “canceled”"],
  ["reject", "It rejects"],
] as const;
const PRODUCTS = [
  ["widget", "In the shop’s widget"],
  ["host", "In the host’s own cards"],
] as const;
const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;
const WIDTHS = [
  ["desktop", "Desktop"],
  ["phone", "Phone"],
] as const;

const keysOf = <Key extends string>(keyed: Readonly<Record<Key, unknown>>) => Object.keys(keyed) as Key[];

/** Every switch of the stand-in. What is chosen is in the page's address too. */
export function SettingsPanel({ choices, session, hasWidgets, onChange, onReload }: PanelProps) {
  return (
    <div className="flex flex-col gap-6">
      <Choice
        label="Shopper"
        note="Decides the flags. Another shopper starts a new conversation."
        value={choices.shopper}
        options={keysOf<Shopper>(SHOPPERS).map((shopper) => [shopper, SHOPPERS[shopper]])}
        onChoose={(shopper) => onChange({ shopper })}
      />
      <HostSwitches choices={choices} onChange={onChange} />
      <Choice
        label="Revision of MCP"
        note="Between this host and the shop; the log shows it. Another revision starts a new conversation."
        value={choices.era}
        options={keysOf<Era>(ERAS).map((era) => [era, ERAS[era]])}
        onChoose={(era) => onChange({ era })}
      />
      <Choice
        label="When the buyer closes the sheet"
        note="The documentation says one, a client was seen doing the other."
        value={choices.cancel}
        options={CANCELS}
        onChoose={(cancel) => onChange({ cancel })}
      />
      <Choice
        label="How products are shown"
        note="From the next search on. The host’s own cards open the checkout by themselves."
        value={choices.products}
        options={PRODUCTS}
        onChoose={(products) => onChange({ products })}
      />
      <Choice
        label="Language and place"
        value={choices.locale}
        options={keysOf<Locale>(PLACES).map((locale) => [locale, PLACES[locale].label])}
        onChoose={(locale) => onChange({ locale })}
      />
      <Choice label="Theme" value={choices.theme} options={THEMES} onChoose={(theme) => onChange({ theme })} />
      <Choice label="Width" value={choices.width} options={WIDTHS} onChoose={(width) => onChange({ width })} />
      <button type="button" className="button button-quiet min-h-11" disabled={!hasWidgets} onClick={onReload}>
        Reload the widget
      </button>
      <dl className="flex flex-col gap-2 border-t border-line pt-4 text-caption text-muted">
        <div>
          <dt>Sent as openai/subject</dt>
          <dd className="font-mono wrap-anywhere">{session.subject}</dd>
        </div>
        <div>
          <dt>Given to the shop as the way back to this chat.</dt>
          <dd className="font-mono wrap-anywhere">{chatAddress(session, choices, null)}</dd>
        </div>
      </dl>
    </div>
  );
}

function HostSwitches({ choices, onChange }: Pick<PanelProps, "choices" | "onChange">) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-3 font-semibold">What this host can do</legend>
      <Switch
        label="Shows widgets"
        note="Off: the assistant gives the tool’s text with its link."
        isOn={choices.hasWidget}
        onSwitch={(hasWidget) => onChange({ hasWidget })}
      />
      <Switch
        label="Has window.openai"
        note="Off: a plain MCP Apps host."
        isOn={choices.hasOpenAi}
        onSwitch={(hasOpenAi) => onChange({ hasOpenAi })}
      />
      <Switch
        label="Has the sheet (requestCheckout)"
        note="Off: as for most users today."
        isOn={choices.hasSheet && choices.hasOpenAi}
        isDisabled={!choices.hasOpenAi}
        onSwitch={(hasSheet) => onChange({ hasSheet })}
      />
      <Switch
        label="Loses the answer"
        note="The charge is sent, then requestCheckout rejects."
        isOn={choices.losesAnswer}
        onSwitch={(losesAnswer) => onChange({ losesAnswer })}
      />
    </fieldset>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly note?: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
};

function Choice<Value extends string>({ label, note, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <label className="flex flex-col gap-1">
      <span className="font-semibold">{label}</span>
      {note === undefined ? null : <span className="text-caption text-muted">{note}</span>}
      <select
        className="input mt-1 min-h-11"
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly note: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onSwitch: (isOn: boolean) => void;
};

function Switch({ label, note, isOn, isDisabled = false, onSwitch }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        className="mt-1 size-4.5 shrink-0 accent-(--accent)"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={`${id}-note`}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block">
          {label}
        </label>
        <span id={`${id}-note`} className="block text-caption text-muted">
          {note}
        </span>
      </div>
    </div>
  );
}
