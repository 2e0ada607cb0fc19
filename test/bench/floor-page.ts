/** The floor's page: a table of `rows` rows in the fonts and the room of the app's own, and no script. */
export function floorPage(rows: number): string {
  const row = (_: unknown, at: number): string =>
    `<tr><td>token-${at}</td><td>${'0123abcd'.repeat(4)}-${at}</td><td>in 30 days</td><td>Saved and live</td></tr>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Floor</title>
    <style>
      body { margin: 0; font: 13px system-ui, sans-serif; }
      table { border-collapse: collapse; width: 100%; }
      td { height: 2.25rem; padding: 0 0.75rem; border-bottom: 1px solid #ddd; }
    </style>
  </head>
  <body><table><tbody>${Array.from({ length: rows }, row).join('')}</tbody></table></body>
</html>
`;
}
