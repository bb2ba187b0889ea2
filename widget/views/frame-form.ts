import type { KeyboardEvent, MouseEvent, FormEvent } from "react";

/**
 * A form whose sending is ours alone. A host may forbid forms in its frame (sandbox without `allow-forms`), and the
 * browser then drops the submit event; so the button and the Enter key call `send` themselves.
 */
export function frameForm(send: (form: HTMLFormElement) => void) {
  return {
    form: {
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => event.preventDefault(),
      onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
        // Safari ends the composition before it tells of the key that ended it, which is known by its code alone.
        const isComposing = event.nativeEvent?.isComposing === true || event.keyCode === 229;
        if (event.key !== "Enter" || isComposing || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        send(event.currentTarget);
      },
    },
    button: {
      type: "button" as const,
      onClick(event: MouseEvent<HTMLButtonElement>) {
        if (event.currentTarget.form !== null) send(event.currentTarget.form);
      },
    },
  };
}

/** What a field contains, without the space around it. */
export function textIn(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}
