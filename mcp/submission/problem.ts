/** Something that is missing in the pack or would be refused. `name`: the setting, field or case it is about. */
export type Problem = { readonly name: string; readonly sentence: string };
