type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that the environment names for a URL, by the habits of curl, pip and npm. */
export const proxyFor = (url: URL, env: Environment, configured?: string): string | undefined => {
  if (isDirect(url, either(env, "no_proxy") ?? "")) return undefined;
  const scheme = url.protocol.replace(":", "");
  const proxy = configured ?? either(env, `${scheme}_proxy`) ?? either(env, "all_proxy");
  if (proxy === undefined || proxy.startsWith("socks")) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
};

const either = (env: Environment, name: string): string | undefined =>
  env[name] || env[name.toUpperCase()] || undefined;

const isDirect = (url: URL, list: string): boolean =>
  list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const host = entry
        .replace(/^\*?\./, "")
        .replace(/:\d+$/, "")
        .toLowerCase();
      return entry === "*" || url.hostname === host || url.hostname.endsWith(`.${host}`);
    });
