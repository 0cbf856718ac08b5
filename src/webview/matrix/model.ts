import type { MatrixCell, MatrixOpened, MatrixVerdict } from "../../contract/matrixPane";

export interface GridShape {
  readonly rowAxis: string | undefined;
  readonly columnAxis: string;
  readonly columns: MatrixOpened["axes"][number]["versions"];
  readonly tables: readonly GridTable[];
}

export interface GridTable {
  /** Of the axes beyond the last two. */
  readonly caption: string;
  readonly rows: readonly {
    readonly name: string;
    readonly date: string | undefined;
    readonly ids: readonly string[];
  }[];
}

/** The last axis in columns, the one before in rows, a table for each assignment of the others. */
export const shapeOf = ({ axes }: Pick<MatrixOpened, "axes">): GridShape | undefined => {
  const [columns, rows] = [axes.at(-1), axes.at(-2)];
  if (columns === undefined) return undefined;
  const fixed = assignments(axes.slice(0, -2));
  return {
    rowAxis: rows?.name,
    columnAxis: columns.name,
    columns: columns.versions,
    tables: fixed.map((place) => ({
      caption: place.map(([axis, version]) => `${axis} ${version}`).join(", "),
      rows: (rows?.versions ?? [{ name: "", date: undefined }]).map(({ name, date }) => ({
        name,
        date,
        ids: columns.versions.map((column) =>
          idOf([...place, ...(rows ? [[rows.name, name] as const] : []), [columns.name, column.name]]),
        ),
      })),
    })),
  };
};

type Place = readonly (readonly [axis: string, version: string])[];

const assignments = (axes: MatrixOpened["axes"]): readonly Place[] =>
  axes.reduce<readonly Place[]>(
    (all, { name, versions }) =>
      all.flatMap((place) => versions.map((version): Place => [...place, [name, version.name]])),
    [[]],
  );

export const idOf = (place: Place): string => place.map(([axis, version]) => `${axis}=${version}`).join(" ");

export const signs: Readonly<Record<MatrixVerdict | "running" | "open", string>> = {
  green: "✓",
  red: "✗",
  broken: "☒",
  unbuildable: "⚠",
  absent: "–",
  flaky: "~",
  cancelled: "◌",
  running: "…",
  open: "",
};

/** What a cell shows; one that runs shows that, whatever it was before. */
export const looksOf = (
  cell: MatrixCell | undefined,
  running: boolean,
): { readonly sign: string; readonly kind: keyof typeof signs } => {
  const kind = running ? "running" : (cell?.verdict ?? "open");
  return { sign: signs[kind], kind };
};

/** What began or ended: what only goes on is neither painted nor read out again. */
export const differing = (before: ReadonlySet<string>, now: ReadonlySet<string>): readonly string[] => [
  ...[...before].filter((id) => !now.has(id)),
  ...[...now].filter((id) => !before.has(id)),
];

export const spokenOf = (id: string, kind: keyof typeof signs): string =>
  `${id.replaceAll("=", " ")}: ${kind === "open" ? "not run" : kind}`;

/** `4 min left`. */
export const timeLeft = (seconds: number | undefined): string => {
  if (seconds === undefined) return "";
  return seconds < 90 ? `${Math.max(1, seconds)} s left` : `${Math.round(seconds / 60)} min left`;
};

export type Step = "left" | "right" | "up" | "down" | "home" | "end";

/** Where the keyboard goes from a cell; the same place at an edge. */
export const stepFrom = (
  [row, column]: readonly [number, number],
  step: Step,
  [rows, columns]: readonly [number, number],
): readonly [number, number] => {
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  switch (step) {
    case "left":
      return [row, clamp(column - 1, columns)];
    case "right":
      return [row, clamp(column + 1, columns)];
    case "up":
      return [clamp(row - 1, rows), column];
    case "down":
      return [clamp(row + 1, rows), column];
    case "home":
      return [row, 0];
    case "end":
      return [row, columns - 1];
  }
};
