import { addressOf, type EngineHost, parseHost } from "../../containers/host";

/** How the journal names an engine: enough to come back to it from another process. */
export interface EngineRef {
  readonly address: string;
  readonly tls?: {
    readonly ca: string;
    readonly cert: string;
    readonly key: string;
    readonly verify: boolean;
  };
}

export const engineRef = (host: EngineHost): EngineRef => ({
  address: addressOf(host),
  ...(host.kind === "tcp" && host.tls ? { tls: host.tls } : {}),
});

export const hostOfRef = ({ address, tls }: EngineRef): EngineHost => parseHost(address, tls);
