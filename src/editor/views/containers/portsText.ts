import type { ContainerRow, PortRow } from "../../../containers/row";

/** `:5432`; of one that is published elsewhere `:15432→5432`; what is not published can't be reached. */
export const portsText = (ports: readonly PortRow[]): string | undefined => {
  const texts = ports.flatMap(({ inner, protocol, published }) => {
    if (published === undefined) return [];
    const way = published.port === inner ? `:${inner}` : `:${published.port}→${inner}`;
    return [protocol === "tcp" ? way : `${way}/${protocol}`];
  });
  if (texts.length === 0) return undefined;
  return texts.length > shown ? `${texts.slice(0, shown).join(" ")} …` : texts.join(" ");
};

const shown = 3;

/** What a browser may be pointed at. */
export const webPorts = ({ state, ports }: Pick<ContainerRow, "state" | "ports">): PortRow[] =>
  state === "running"
    ? ports.filter(({ published, protocol }) => published !== undefined && protocol === "tcp")
    : [];
