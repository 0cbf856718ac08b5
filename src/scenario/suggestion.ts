/** What was probably meant, and what there is. */
import { editDistance, nearest } from "../util/text";

/** Near enough to have been meant: a third of its letters, and three, at most. */
export const nearName = (text: string, known: Iterable<string>): string | undefined => {
  // Most are told apart by their length alone.
  const near = nearest(
    text,
    [...known].filter((one) => Math.abs(one.length - text.length) <= 3),
  );
  if (near === undefined) return undefined;
  const distance = editDistance(text.toLowerCase(), near.toLowerCase());
  const most = Math.min(3, Math.max(2, Math.ceil(near.length / 3)));
  return distance <= most && distance < near.length ? near : undefined;
};

export const suggestion = (text: string, known: Iterable<string>): string => {
  const all = [...known];
  const near = nearName(text, all);
  if (all.length === 0) return "None is defined.";
  const list = `Known: ${all.slice(0, 12).join(", ")}${all.length > 12 ? ", …" : ""}.`;
  return near === undefined ? list : `Did you mean "${near}"? ${list}`;
};
