import { basename, relative } from "node:path";
import { Range, Uri, ViewColumn, window } from "vscode";
import { findPlace, type PlaceRoots } from "./findPlace";
import type { NamedPlace } from "./session";

/** Beside the log, which stays where it is. */
export const openPlace = async (place: NamedPlace, roots: PlaceRoots | undefined): Promise<void> => {
  const found = await findPlace(place.file, roots);
  const path = found.length > 1 ? await chooseOf(found, roots) : found[0];
  if (path === undefined) {
    if (found.length === 0) void window.showInformationMessage(notFound(place, roots));
    return;
  }
  const [line, column] = [Math.max(0, place.line - 1), Math.max(0, (place.column ?? 1) - 1)];
  await window.showTextDocument(Uri.file(path), {
    selection: new Range(line, column, line, column),
    viewColumn: ViewColumn.Beside,
    preview: true,
  });
};

const chooseOf = async (
  found: readonly string[],
  roots: PlaceRoots | undefined,
): Promise<string | undefined> => {
  const items = found.map((path) => ({
    label: basename(path),
    description: roots === undefined ? path : relative(roots.dir, path),
    path,
  }));
  return (await window.showQuickPick(items, { placeHolder: "Which of these files is meant?" }))?.path;
};

const notFound = ({ file, side }: NamedPlace, roots: PlaceRoots | undefined): string => {
  if (roots !== undefined) return `${file} is not in the tree of ${side}: ${roots.dir}`;
  return side === undefined
    ? `${file} is not here, and its service belongs to no side.`
    : `${file} is not here, and the tree of ${side} is not known any more.`;
};
