import type { PortReservation } from "../processes/types";
import type { PortWish } from "../scenario/settled";
import type { Plan } from "./plan";
import type { Values } from "./values";

interface NamedWish {
  /** The service or check. */
  readonly owner: string;
  readonly port: string | undefined;
  readonly wish: PortWish;
}

/** All ports of an emulation are chosen together, before anything starts. */
export const portWishes = (plan: Plan): { name: string; preferred?: number; fixed?: number }[] =>
  allWishes(plan).map(({ owner, port, wish }) => ({
    name: port === undefined ? `debugger of ${owner}` : `${owner}.${port}`,
    ...(wish.preferred === undefined ? {} : { preferred: wish.preferred }),
    ...(wish.fixed === undefined ? {} : { fixed: wish.fixed }),
  }));

/** Puts the reserved ports, which come in the order of the wishes, where `${ports…}` finds them. */
export const assignPorts = (
  plan: Plan,
  reserved: readonly PortReservation[],
  values: Values,
): Map<string, number> => {
  const debugPorts = new Map<string, number>();
  allWishes(plan).forEach(({ owner, port }, index) => {
    const number = reserved[index]?.port;
    if (number === undefined) return;
    if (port === undefined) debugPorts.set(owner, number);
    else values.ports.set(owner, { ...values.ports.get(owner), [port]: number });
  });
  return debugPorts;
};

const allWishes = ({ settled }: Plan): NamedWish[] => [
  ...Object.values(settled.services).flatMap((service) => wishesOf(service.name, service.ports)),
  ...Object.values(settled.checks).flatMap((check) =>
    check.kind === "run" ? wishesOf(check.name, check.ports) : [],
  ),
  // A service may be put under a debugger later on.
  ...Object.values(settled.services)
    .filter(({ debug }) => debug !== undefined)
    .map(({ name }) => ({ owner: name, port: undefined, wish: {} })),
];

const wishesOf = (owner: string, ports: Readonly<Record<string, PortWish>>): NamedWish[] =>
  Object.entries(ports).map(([port, wish]) => ({ owner, port, wish }));
