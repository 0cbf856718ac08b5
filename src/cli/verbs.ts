import type { Verb } from "./verb";
import { actions } from "./verbs/actions";
import { clean } from "./verbs/clean";
import { doctor } from "./verbs/doctor";
import { down } from "./verbs/down";
import { env } from "./verbs/env";
import { init } from "./verbs/init";
import { plan } from "./verbs/plan";
import { ps } from "./verbs/ps";
import { recover } from "./verbs/recover";
import { run } from "./verbs/run";
import { up } from "./verbs/up";
import { validate } from "./verbs/validate";
import { versions } from "./verbs/versions";

/** In the order in which a new user meets them. */
export const verbs: readonly Verb[] = [
  init,
  validate,
  versions,
  plan,
  up,
  run,
  actions,
  env,
  ps,
  down,
  recover,
  clean,
  doctor,
];
