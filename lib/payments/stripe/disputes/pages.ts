const PAGE_SIZE = 100;
const MAX_PAGES = 100;

type Page<Item> = { readonly data: readonly Item[]; readonly has_more: boolean };

/** All of a list, the newest first; null when it has more pages than one look reads. */
export async function pages<Item extends { readonly id: string }>(
  ask: (page: { readonly limit: number; readonly starting_after?: string }) => PromiseLike<Page<Item>>,
): Promise<readonly Item[] | null> {
  const items: Item[] = [];
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more: hasMore } = await ask({ limit: PAGE_SIZE, ...after });
    items.push(...data);
    const last = data.at(-1);
    if (!hasMore || last === undefined) return items;
    after = { starting_after: last.id };
  }
  return null;
}
