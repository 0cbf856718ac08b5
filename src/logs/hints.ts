/** Words by which a line that has no level still says that something went wrong. */
export const isHint = (text: string): boolean => hint.test(text) && !denied.test(text);

const hint =
  /\b(?:fail(?:s|ed|ure)?|refused|unknown|not found|no such|unable to|cannot|can't|could ?n[o']t|did not|does not|not (?:ok|defined|supported|implemented|allowed)|denied|rejected|invalid|illegal|unsupported|unrecogni[sz]ed|incompatible|mismatch|unexpected|timed? ?out|UNAVAILABLE|UNIMPLEMENTED|INVALID_ARGUMENT|FAILED_PRECONDITION|exception|errors?|fatal|abort(?:ed)?|segmentation fault|core dumped)\b/i;

const denied =
  /\b(?:0|no) (?:errors?|failures?|failed)\b|\b(?:errors?|failed|failures?)["']?\s*[:=]\s*(?:0|\[\]|null|none|false)(?:\W|$)|warning:/i;
