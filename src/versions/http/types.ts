export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** PEM files trusted besides the usual ones. */
  readonly caFile?: string;
  readonly proxy?: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The body as it came, for what is no text. */
  readonly bytes?: Uint8Array;
}

/** Port: throws where no answer came at all. */
export type HttpGet = (url: string, request: HttpRequest) => Promise<HttpAnswer>;
