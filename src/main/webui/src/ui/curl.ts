/** The same request for a shell; the access key stays a variable and is never shown. */
export function curl(method: string, path: string, body: object | undefined, origin = location.origin): string {
  const lines = [
    `curl -sc tandem.cookies ${origin}/console/session \\`,
    `  -H 'content-type: application/json' -d "{\\"accessKey\\":\\"$TANDEM_ACCESS_KEY\\"}"`,
    `curl -sib tandem.cookies -X ${method} '${origin}${path}'${body ? ' \\' : ''}`,
  ];
  if (body) {
    lines.push(`  -H 'content-type: application/json' -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`);
  }
  return lines.join('\n');
}
