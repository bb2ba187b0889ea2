import { connect } from "node:net";

export type RawAnswer = { readonly text: string; readonly isClosed: boolean };

/**
 * Sends bytes as they stand over one connection, and answers what came back until the server ended the connection or was
 * silent for `quietMs`. Clients of HTTP would mend what is tried here.
 */
export function rawRequest(port: number, bytes: string, quietMs = 300): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const end = (isClosed: boolean) => {
      socket.destroy();
      resolve({ text, isClosed });
    };
    let silence: NodeJS.Timeout | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => end(false), quietMs);
    };
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      listen();
    });
    socket.on("close", () => {
      clearTimeout(silence);
      end(true);
    });
    socket.on("error", (error) => (text === "" ? reject(error) : end(true)));
    socket.write(bytes, listen);
  });
}

export const statusOf = ({ text }: RawAnswer): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
export const statusesIn = ({ text }: RawAnswer): readonly number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
