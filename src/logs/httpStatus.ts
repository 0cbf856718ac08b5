/** The status that an access log's line reports, where it is an error. */
export const errorStatus = (text: string): number | undefined => {
  const status = Number(shapes.map((shape) => shape.exec(text)?.[1]).find((found) => found !== undefined));
  return status >= 400 && status < 600 ? status : undefined;
};

const verb = "(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)";

const shapes = [
  // Common log format, http.server, uvicorn, Django's server.
  new RegExp(`"${verb} \\S+(?: HTTP/[\\d.]+)?"?,? (\\d{3})\\b`),
  // morgan and its kin.
  new RegExp(`(?:^|\\s)${verb} /\\S* (?:HTTP/[\\d.]+ )?(\\d{3})\\b`),
  /^\[GIN\] .*?\| +(\d{3}) +\|/,
];
