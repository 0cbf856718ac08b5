import type { SettledEnvironment } from "../../scenario/settled";
import type { EnvironmentRequest } from "../types";

export type NodeSpec = Extract<SettledEnvironment, { kind: "node" }>;
export type NodeRequest = Omit<EnvironmentRequest, "spec"> & { readonly spec: NodeSpec };
