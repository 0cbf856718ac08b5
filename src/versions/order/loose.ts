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
    key: [...withoutZerosAtEnd(tokens).map(tokenKey), [end]],
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

const withoutZerosAtEnd = (tokens: readonly string[]): readonly string[] => {
  let length = tokens.length;
  while (length > 0 && /^0+$/.test(tokens[length - 1] ?? "")) length--;
  return tokens.slice(0, length);
};
