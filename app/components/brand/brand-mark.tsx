import { initialOf, type Brand } from "./brand.ts";

/** The logo, which says the name by itself; without one the initial and the name. */
export function BrandMark({ name, logo }: Pick<Brand, "name" | "logo">) {
  if (logo !== null) return <img src={logo} alt={name} className="h-8 w-auto max-w-44 object-contain" />;
  return (
    <span className="flex min-w-0 max-w-full items-center gap-2.5">
      <span aria-hidden="true" className="mark">
        {initialOf(name)}
      </span>
      <span className="truncate font-semibold tracking-tight">{name}</span>
    </span>
  );
}
