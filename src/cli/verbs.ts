import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";
import type { Verb } from "./verb";

/** In the order in which a new user meets them. Each is loaded only when it is asked for. */
const loaders = {
  init: async () => (await import("./verbs/init")).init,
  validate: async () => (await import("./verbs/validate")).validate,
  versions: async () => (await import("./verbs/versions")).versions,
  plan: async () => (await import("./verbs/plan")).plan,
  up: async () => (await import("./verbs/up")).up,
  run: async () => (await import("./verbs/run")).run,
  matrix: async () => (await import("./verbs/matrix")).matrix,
  logs: async () => (await import("./verbs/logs")).logs,
  bisect: async () => (await import("./verbs/bisect")).bisect,
  actions: async () => (await import("./verbs/actions")).actions,
  env: async () => (await import("./verbs/env")).env,
  ps: async () => (await import("./verbs/ps")).ps,
  down: async () => (await import("./verbs/down")).down,
  recover: async () => (await import("./verbs/recover")).recover,
  clean: async () => (await import("./verbs/clean")).clean,
  dap: async () => (await import("./verbs/dap")).dap,
  doctor: async () => (await import("./verbs/doctor")).doctor,
} satisfies Readonly<Record<string, () => Promise<Verb>>>;

export const loadVerb = async (name: string): Promise<Verb> => {
  if (isVerb(name)) return await loaders[name]();
  const near = nearest(name, Object.keys(loaders));
  throw inputFailure("unknown-verb", `backcompat has no verb “${name}”`, {
    hint: near ? `Did you mean “backcompat ${near}”?` : "backcompat --help lists them.",
  });
};

export const loadAllVerbs = (): Promise<Verb[]> =>
  Promise.all(Object.values(loaders).map(async (load): Promise<Verb> => await load()));

const isVerb = (name: string): name is keyof typeof loaders => Object.hasOwn(loaders, name);
