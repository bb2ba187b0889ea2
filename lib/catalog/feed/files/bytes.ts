import { createReadStream } from "node:fs";
import { PassThrough, pipeline, Transform, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Of one feed, unpacked. The largest feeds of real shops have a few gigabytes. */
const MAX_UNPACKED_BYTES = 8 * 1024 ** 3;
/** Text is packed to a tenth or a thirtieth; what is packed to a five-hundredth was made to fill a disk. */
const MAX_RATIO = 500;
const FREE_BYTES = 64 * 1024 ** 2;

export type Opened = { readonly stream: Readable; readonly head: Buffer };

export const opened = (file: string): Promise<Opened> =>
  peeked(createReadStream(/* turbopackIgnore: true */ file, { highWaterMark: 256 * 1024 }));

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

export function gunzipped(packed: Readable, packedBytes: number): Promise<Opened> {
  const plain = bounded(packedBytes);
  pipeline(packed, createGunzip(), plain, () => undefined);
  return peeked(plain);
}

/** Passes on what is unpacked of `packedBytes`, and fails when it is more than any feed. */
export function bounded(packedBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED_BYTES) done(new Error("the feed has more than 8 GB when unpacked; split it"));
      else if (bytes > FREE_BYTES && bytes > packedBytes * MAX_RATIO)
        done(new Error(`the feed grows to more than ${MAX_RATIO} times its size when unpacked, which no feed does`));
      else done(null, chunk);
    },
  });
}

/** A stream with its first bytes, which it still has. */
export function peeked(source: Readable): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const onEnd = () => resolve({ stream: PassThrough.from([]), head: Buffer.alloc(0) });
    source.once("error", reject);
    source.once("end", onEnd);
    source.once("data", (chunk: Buffer) => {
      source.pause();
      source.off("error", reject);
      source.off("end", onEnd);
      source.unshift(chunk);
      resolve({ stream: source, head: chunk.subarray(0, 64 * 1024) });
    });
  });
}
