import type { RefusalTexts } from "./en.ts";

export const es: RefusalTexts = {
  400: {
    title: "Solicitud incorrecta",
    text: "Esta dirección o solicitud no se puede leer. Vuelva atrás y pruebe de nuevo el enlace.",
  },
  403: {
    title: "No desde aquí",
    text: "Este formulario se envió desde otro sitio. Abra la página aquí y envíelo de nuevo.",
  },
  404: { title: "No encontrado", text: "No hay ninguna página en esta dirección." },
  405: { title: "Método no permitido", text: "Esta dirección no admite solicitudes de este tipo." },
  408: { title: "Demasiado lento", text: "La solicitud tardó demasiado en llegar. Vuelva atrás e inténtelo de nuevo." },
  413: { title: "Demasiado grande", text: "Lo enviado es demasiado largo para esta dirección." },
  414: {
    title: "Dirección demasiado larga",
    text: "La dirección es demasiado larga. Vuelva atrás y pruebe de nuevo el enlace.",
  },
  429: {
    title: "Demasiadas solicitudes",
    text: "Hubo demasiadas solicitudes en poco tiempo. Espere un momento e inténtelo de nuevo.",
  },
  431: {
    title: "Cabeceras demasiado largas",
    text: "Las cabeceras de la solicitud son demasiado largas. Borrar las cookies de este sitio ayuda.",
  },
  500: {
    title: "Algo ha salido mal",
    text: "La tienda no ha podido responder. Inténtelo de nuevo en un momento: no se cobra nada dos veces.",
  },
  501: { title: "No se entiende", text: "La solicitud está codificada de una forma que esta tienda no lee." },
  503: {
    title: "Aún no disponible",
    text: "La tienda se está iniciando o deteniendo. Inténtelo de nuevo en un momento.",
  },
  505: { title: "Versión no admitida", text: "Esta tienda responde por HTTP/1.1." },
  toTheShop: "Ir a la tienda",
};
