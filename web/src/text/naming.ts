// Renaming, merging and deleting a tag or project; names come with their sign.

export const renameMore = "Rename…";
export const mergeMore = "Merge into…";
export const removeName = (name: string) => `Delete ${name}`;
export const tasksStay = "tasks stay";
export const menuOf = (name: string) => `Rename, merge or delete ${name}`;
export const renameName = (name: string) => `Rename ${name}`;
export const mergeName = (name: string) => `Merge ${name} into`;
export const mergeInto = (name: string) => `Merge into ${name}`;
export const newName = "New name";
export const renameWaits = (old: string, fresh: string) => `Kept here: ${old} becomes ${fresh} when Tasklark answers.`;
export const dropWaits = (name: string) => `Kept here: ${name} goes when Tasklark answers.`;
