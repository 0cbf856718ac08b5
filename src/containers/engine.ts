import type Dockerode from "dockerode";
import type { Disposable } from "../util/disposable";
import type { Endpoint } from "./client";
import type { EngineSpec } from "./host";

/** Where something on the engine's host is reached from here. */
export interface Reached extends Disposable {
  readonly host: string;
  readonly port: number;
}

/** An engine that answered. */
export interface Engine extends Disposable {
  readonly spec: EngineSpec;
  readonly name: string;
  readonly address: string;
  readonly docker: Dockerode;
  /** Of the engine, such as 20.10.24; and the API that both speak. */
  readonly version: string;
  readonly apiVersion: string;
  /** As this process reaches it. */
  readonly endpoint: Endpoint;
  /** The host by which ports published on all its addresses are reached. */
  hostOf(): string;
  /** A published port from here, also one on the loopback of a host behind ssh: then by a tunnel. */
  reach(port: number, signal: AbortSignal): Promise<Reached>;
}
