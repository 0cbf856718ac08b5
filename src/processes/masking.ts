/** Passwords and keys in URLs; what else is secret is known only to rooms below. */
export const maskUrls = (text: string): string =>
  text
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]+@/gi, "$1***@")
    .replace(
      /([?&](?:[\w-]*token|password|passwd|secret|api[-_]?key|key|sig|signature)=)[^&\s'"#]+/gi,
      "$1***",
    );
