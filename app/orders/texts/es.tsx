import type { OrderTexts } from "./en.tsx";

export const es: OrderTexts = {
  title: (number) => `Pedido ${number}`,
  keepAddress: "Guarde la dirección de esta página para volver: cualquiera que la tenga puede ver el pedido.",
  questions: (link) => (
    <>
      ¿Preguntas? Vea {link("returns", "devoluciones")} y {link("shipping", "envíos")}.
    </>
  ),
  buyAgain: "Comprar de nuevo",
  print: "Imprimir o guardar como PDF",
  sandboxLedger: "Ver qué hizo el banco de pruebas",
  notSoldTitle: "No se puede volver a comprar tal como era",
  notSold: "Algo de este pedido está agotado o ya no se vende. Pregunte por ello en el chat para ver qué hay ahora.",
};
