import type { SettledEnvironment } from "../../scenario/settled";
import type { EnvironmentRequest } from "../types";

export type PythonSpec = Extract<SettledEnvironment, { kind: "python" }>;
export type PythonRequest = Omit<EnvironmentRequest, "spec"> & { readonly spec: PythonSpec };
