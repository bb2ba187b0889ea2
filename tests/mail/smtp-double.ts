import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { freePort } from "../fixtures/free-port.ts";

/** What the server does with the next message. `hang`: it takes the message and never answers; `close`: it hangs up. */
export type MailServerBehaviour =
  "accept" | "hang" | "close" | { readonly at: "MAIL FROM" | "RCPT TO" | "DATA"; readonly code: number };

export type ReceivedMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly isSecure: boolean;
};

class Refusal extends Error {
  readonly responseCode: number;
  constructor(code: number, about: string) {
    super(`not today, ${about}`);
    this.responseCode = code;
  }
}

/** A mail server of its own, over real sockets, which can fail in every way that one can. */
export class SmtpDouble {
  readonly received: ReceivedMail[] = [];
  behaviour: MailServerBehaviour = "accept";
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(port: number, options: SMTPServerOptions) {
    this.port = port;
    const refusalAt = (at: string, about: string) =>
      typeof this.behaviour === "object" && this.behaviour.at === at ? new Refusal(this.behaviour.code, about) : null;
    this.#server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      // What is under way when the test ends is not waited for.
      closeTimeout: 100,
      ...options,
      onMailFrom: ({ address }, _session, done) => done(refusalAt("MAIL FROM", address)),
      onRcptTo: ({ address }, _session, done) => done(refusalAt("RCPT TO", address)),
      onData: (stream, session, done) => {
        void text(stream).then((source) => {
          const { mailFrom, rcptTo } = session.envelope;
          const to = rcptTo.map(({ address }) => address);
          const refusal = refusalAt("DATA", to.join());
          if (refusal !== null) return done(refusal);
          if (this.behaviour === "hang") return undefined;
          if (this.behaviour === "close") return this.#server.connections.forEach((one) => one.close());
          const from = mailFrom === false ? "" : mailFrom.address;
          this.received.push({ from, to, source, isSecure: session.secure });
          return done();
        });
      },
    });
    this.#server.on("error", () => undefined);
  }

  static async open(options: SMTPServerOptions = {}): Promise<SmtpDouble> {
    const double = new SmtpDouble(await freePort(), options);
    await new Promise<void>((done) => void double.#server.listen(double.port, "127.0.0.1", done));
    return double;
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }
}
