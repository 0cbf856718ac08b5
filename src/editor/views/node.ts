import { z } from "zod";
import type { Place } from "../../util/problem";

/** What a row of a tree is, for the buttons on it: ids only, so that a row outlives what it shows. */
export const subject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("scenario"), folder: z.string(), scenario: z.string() }),
  z.object({ kind: z.literal("emulation"), emulation: z.string() }),
  z.object({ kind: z.literal("side"), emulation: z.string(), side: z.string() }),
  z.object({ kind: z.literal("service"), emulation: z.string(), service: z.string() }),
  z.object({ kind: z.literal("action"), emulation: z.string(), action: z.string() }),
  z.object({ kind: z.literal("rewrite"), emulation: z.string(), rewrite: z.number() }),
  z.object({ kind: z.literal("record"), emulation: z.string() }),
  z.object({ kind: z.literal("artifact"), path: z.string() }),
  z.object({ kind: z.literal("path"), root: z.string(), path: z.string() }),
]);

export type Subject = z.infer<typeof subject>;

/** What a click on a row does. */
export type Click =
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "command"; readonly command: string };

/** One row of a tree view, as a function of the state makes it; no editor needed to make or test it. */
export interface TreeNode {
  /** The same as long as it stands for the same thing: selection and expansion hang on it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** A codicon. */
  readonly icon?: string;
  /** A colour of the theme. */
  readonly color?: string;
  readonly tooltip?: string;
  /** What a screen reader says; label and description where it is left out. */
  readonly spoken?: string;
  /** Words that menus look for. */
  readonly context?: string;
  readonly subject?: Subject;
  readonly click?: Click;
  /** A real file: the editor adds its icon and decorations. */
  readonly path?: string;
  /** Undefined for a leaf. */
  readonly children?: readonly TreeNode[];
  readonly open?: boolean;
}
