import type { Place } from "../../util/problem";
import { either, fields, number, type Of, oneOf, text } from "../../util/shape";

/** What a row of a tree is, for the buttons on it: ids only, so that a row outlives what it shows. */
export const subject = either(
  fields({ kind: oneOf("scenario"), folder: text, scenario: text }),
  fields({ kind: oneOf("emulation"), emulation: text }),
  fields({ kind: oneOf("side"), emulation: text, side: text }),
  fields({ kind: oneOf("service"), emulation: text, service: text }),
  fields({ kind: oneOf("action"), emulation: text, action: text }),
  fields({ kind: oneOf("rewrite"), emulation: text, rewrite: number }),
  fields({ kind: oneOf("record"), emulation: text }),
  fields({ kind: oneOf("engine"), engine: text }),
  fields({ kind: oneOf("container"), engine: text, container: text }),
  fields({ kind: oneOf("artifact"), path: text }),
  fields({ kind: oneOf("path"), root: text, path: text }),
);

export type Subject = Of<typeof subject>;

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
  /** Greyed: it is not there any more. */
  readonly faded?: boolean;
  /** Undefined for a leaf. */
  readonly children?: readonly TreeNode[];
  readonly open?: boolean;
}
