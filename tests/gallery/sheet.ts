/** One picture of the gallery: "widgets/checkout-paid/ar-dark-phone", and its file, from the gallery's folder. */
export type Taken = { readonly name: string; readonly file: string };

const CHOICES = {
  language: ["en", "ja", "ar"],
  theme: ["light", "dark"],
  device: ["phone", "desktop"],
} as const;

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;padding:0 1rem 4rem}
header{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;padding:.75rem 0;background:Canvas}
h1{margin:0;font-size:1.25rem}fieldset{display:flex;gap:.75rem;margin:0;padding:0;border:0}
nav{columns:16rem;font-size:.875rem}nav a{display:block}
h2{margin:2.5rem 0 0}h3{margin:1.5rem 0 .25rem;font-size:1rem;scroll-margin-top:4rem}
.shots{display:flex;gap:1rem;align-items:start;overflow-x:auto;padding:.75rem;background:#888}
figure{margin:0;flex:none}figcaption{padding:.125rem .5rem;background:#111;color:#fff;font-size:.8125rem}
img{display:block;max-width:46rem;height:auto}
`;

/** Hides what is not ticked; without it everything is there. */
const SCRIPT = `
const boxes=[...document.querySelectorAll("input")];
const show=()=>{const on=new Set(boxes.filter(b=>b.checked).map(b=>b.value));
for(const f of document.querySelectorAll("figure"))f.hidden=!f.dataset.look.split("-").every(p=>on.has(p))};
for(const b of boxes)b.addEventListener("change",show);
`;

/** The gallery as one page: a row of pictures for each scene, and boxes to choose which of them are shown. */
export function sheetOf(pictures: readonly Taken[]): string {
  const scenes = new Map<string, Taken[]>();
  for (const one of pictures) {
    const scene = one.name.split("/").slice(0, 2).join("/");
    scenes.set(scene, [...(scenes.get(scene) ?? []), one]);
  }
  const subjects = [...new Set([...scenes.keys()].map((scene) => scene.split("/")[0] ?? ""))];
  const boxes = Object.entries(CHOICES).map(
    ([name, values]) =>
      `<fieldset><legend hidden>${name}</legend>${values.map((value) => `<label><input type="checkbox" value="${value}" checked> ${value}</label>`).join(" ")}</fieldset>`,
  );
  const sections = subjects.map((subject) => {
    const own = [...scenes].filter(([scene]) => scene.startsWith(`${subject}/`));
    const links = own.map(([scene]) => `<a href="#${scene}">${scene.split("/")[1]}</a>`);
    return `<h2>${subject}</h2><nav>${links.join("")}</nav>${own.map(([scene, taken]) => rowOf(scene, taken)).join("")}`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title><style>${STYLE}</style><header><h1>Gallery</h1>${boxes.join("")}<span>${pictures.length} pictures</span></header>${sections.join("")}<script>${SCRIPT}</script></html>`;
}

function rowOf(scene: string, taken: readonly Taken[]): string {
  const figures = taken.map(({ name, file }) => {
    const look = name.split("/")[2] ?? "";
    return `<figure data-look="${look}"><figcaption>${look}</figcaption><a href="${file}"><img loading="lazy" alt="${name}" src="${file}"></a></figure>`;
  });
  return `<h3 id="${scene}">${scene.split("/")[1]}</h3><div class="shots">${figures.join("")}</div>`;
}
