/**
 * The code points that a TrueType font draws, from its table `cmap` in the formats 4 and 12, which fonts with Unicode have.
 * https://learn.microsoft.com/en-us/typography/opentype/spec/cmap
 */
export function codePointsOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableIn(view, "cmap");
  const found = new Set<number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const start = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(start);
    if (format === 4) for (const one of segmentsOf(view, start)) found.add(one);
    if (format === 12) for (const one of groupsOf(view, start)) found.add(one);
  }
  return found;
}

function tableIn(view: DataView, wanted: string): number {
  const count = view.getUint16(4);
  for (let record = 12; record < 12 + count * 16; record += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(record + offset)));
    if (tag === wanted) return view.getUint32(record + 8);
  }
  throw new Error(`the font has no table ${wanted}`);
}

/** Format 4: segments of code points of the basic plane, each with a distance to its glyphs or a list of them. */
function* segmentsOf(view: DataView, start: number): Generator<number> {
  const doubled = view.getUint16(start + 6);
  const [ends, starts] = [start + 14, start + 16 + doubled];
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled];
  for (let offset = 0; offset < doubled; offset += 2) {
    const [first, last] = [view.getUint16(starts + offset), view.getUint16(ends + offset)];
    const [delta, range] = [view.getUint16(deltas + offset), view.getUint16(ranges + offset)];
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const listed = range === 0 ? code : view.getUint16(ranges + offset + range + (code - first) * 2);
      if (listed !== 0 && (range !== 0 || ((code + delta) & 0xffff) !== 0)) yield code;
    }
  }
}

/** Format 12: groups of code points of every plane. */
function* groupsOf(view: DataView, start: number): Generator<number> {
  const count = view.getUint32(start + 12);
  for (let group = start + 16; group < start + 16 + count * 12; group += 12)
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code += 1) yield code;
}
