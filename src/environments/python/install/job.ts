import type { Building } from "../../store/step";
import type { EnvironmentWorld } from "../../world";
import type { Interpreter } from "../probe";
import type { PythonRequest } from "../request";

export interface Job {
  readonly request: PythonRequest;
  readonly interpreter: Interpreter;
  readonly folder: string;
  readonly building: Building;
  readonly world: EnvironmentWorld;
  /** An interpreter that has virtualenv, for versions that the standard library's venv and uv don't serve. */
  readonly oldVirtualenv: () => Promise<string>;
}
