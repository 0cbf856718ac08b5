import type { Key, Parsed } from "./key";

// For tags like `15.2-alpine` or `2024-05-01`: numbers as numbers, words as words, and only words that
// always mean a pre-release come before the end (`1.0.2a` is a patch of OpenSSL).
export const parseLoose = (text: string): Parsed => {
  const tokens =
    text
      .trim()
      .replace(/^v(?=\d)/i, "")
      .toLowerCase()
      .match(/\d+|[a-z]+/g) ?? [];
  const wordAt = tokens.findIndex((token) => !isNumber(token));
  const release = (wordAt < 0 ? tokens : tokens.slice(0, wordAt)).map(Number);
  return {
    epoch: 0,
    release,
    prerelease: tokens.some((token) => prereleaseWord.test(token)),
    post: false,
    key: [...withoutPaddingZeros(tokens).map(tokenKey), [end]],
    local: [],
  };
};

const prereleaseWord = /^(alpha|beta|rc|pre|preview|dev|snapshot|nightly|canary)$/;
const [prerelease, end, word, number] = [0, 1, 2, 3] as const;

const isNumber = (token: string): boolean => /^\d/.test(token);

const tokenKey = (token: string): Key => {
  if (isNumber(token)) return [number, Number(token)];
  return prereleaseWord.test(token) ? [prerelease, token] : [word, token];
};

/** `1.0` is `1`, and `1.0-rc1` is `1-rc1`. */
const withoutPaddingZeros = (tokens: readonly string[]): readonly string[] =>
  tokens.filter((token, at) => {
    if (!/^0+$/.test(token)) return true;
    const next = tokens.slice(at).find((later) => !/^0+$/.test(later));
    return next !== undefined && isNumber(next);
  });
