/** From `https://user:password@host/`. */
export const basicAuthorization = (url: URL): string | undefined =>
  url.username === "" && url.password === ""
    ? undefined
    : `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString("base64")}`;

/** What may be shown, kept and asked: the credentials go into a header. */
export const withoutUserinfo = (url: URL): string => {
  const clean = new URL(url);
  clean.username = "";
  clean.password = "";
  return clean.href;
};
