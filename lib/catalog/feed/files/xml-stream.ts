import sax from "sax";

const MAX_DEPTH = 64;

export type XmlHandlers = {
  /** Names are without their prefix; `prefix` is empty when there is none. Attributes by their names without prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>, prefix: string): void;
  text(text: string): void;
  close(name: string): void;
};

/**
 * Reads XML piece by piece. No document type is taken, so no entity is ever declared, let alone expanded; depth is bounded, and so is every
 * tag (by the parser). HTML's named entities and a bare `&`, which feeds have in addresses, are read as what they stand for.
 */
export class XmlStream {
  readonly #parser: sax.SAXParser;
  #failure: Error | null = null;

  constructor(handlers: XmlHandlers) {
    this.#parser = sax.parser(true, { position: true, trim: false, normalize: false });
    let depth = 0;
    this.#parser.onopentag = ({ name, attributes }) => {
      depth += 1;
      if (depth > MAX_DEPTH) this.#fail(`the XML is nested deeper than ${MAX_DEPTH} elements`);
      else
        handlers.open(
          local(name),
          Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), String(value)])),
          name.includes(":") ? name.slice(0, name.indexOf(":")) : "",
        );
    };
    this.#parser.onclosetag = (name) => {
      depth -= 1;
      handlers.close(local(name));
    };
    this.#parser.ontext = (text) => handlers.text(text);
    this.#parser.oncdata = (text) => handlers.text(text);
    this.#parser.ondoctype = () =>
      this.#fail("the XML has a document type (<!DOCTYPE …>), which no feed needs; is it a web page?");
    this.#parser.onerror = (error) => {
      if (/^Invalid character( in)? entity/.test(error.message)) Reflect.set(this.#parser, "error", null);
      else this.#fail(`the XML is not well-formed: ${error.message.split("\n", 1)[0] ?? ""}`);
    };
  }

  /** The line in which the parser is, from 1. */
  get line(): number {
    return this.#parser.line + 1;
  }

  write(text: string): void {
    if (this.#failure === null) this.#parser.write(text);
    if (this.#failure !== null) throw this.#failure;
  }

  /** Throws when the document is cut off. */
  end(): void {
    this.#parser.close();
    if (this.#failure !== null) throw this.#failure;
  }

  #fail(reason: string): void {
    this.#failure ??= new Error(`line ${this.line}: ${reason}`);
  }
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
