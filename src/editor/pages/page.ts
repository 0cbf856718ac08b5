/** What a page may load, and nothing else: no content of a log ever gets in as anything but text. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where the editor serves a webview's files from. */
  readonly source: string;
  /** New for each page. */
  readonly nonce: string;
  readonly title: string;
}

export const pageOf = ({ script, style, source, nonce, title }: PageParts): string =>
  `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(title)}</title>
</head>
<body>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
