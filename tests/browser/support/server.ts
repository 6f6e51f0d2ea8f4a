import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';

/** A folder served on this machine. */
export interface Site {
  /** The address of its page, with a slash at the end. */
  url: string;
  /**
   * Hands out another folder from now on, under the same addresses; on request as hosts do that lead
   * `index.html` to its folder.
   */
  show(folder: string, leads?: boolean): void;
  /** Stops answering. */
  close(): Promise<void>;
  /** Answers again, at the same address. */
  reopen(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves `folder` under a path below the root of a host, as a static host would: a page that asks
 * for anything by an absolute path gets a 404.
 */
export async function serve(folder: string, path = '/some/path/'): Promise<Site> {
  if (!existsSync(join(folder, 'index.html')) || !existsSync(join(folder, '_headers'))) {
    throw new Error(`there is no built page in ${folder}: run \`cargo xtask dist\``);
  }
  let root = realpathSync(folder);
  let leads = false;
  const server = createServer((request, response) => {
    if (leads && request.url?.split('?')[0] === `${path}index.html`) {
      response.writeHead(301, { Location: path }).end();
      return;
    }
    answer(root, path, request, response);
  });
  const listen = (port: number) =>
    new Promise<void>((ready, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', ready);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    show: (folder, led = false) => {
      root = realpathSync(folder);
      leads = led;
    },
    reopen: () => listen(port),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(root: string, path: string, request: IncomingMessage, response: ServerResponse) {
  const file = fileFor(root, path, request.url ?? '/');
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('There is no such file.\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    ...headersOf(root, new URL(request.url ?? '/', 'http://localhost').pathname.slice(path.length - 1)),
  });
  createReadStream(file).pipe(response);
}

/** The headers that the page asks hosts to send with this address below its folder. */
function headersOf(root: string, address: string): Record<string, string> {
  const headers: Record<string, string> = {};
  let applies = false;
  for (const line of readFileSync(join(root, '_headers'), 'utf8').split('\n')) {
    const header = /^  ([^:]+): (.*)$/.exec(line);
    if (!header) applies = line.endsWith('*') ? address.startsWith(line.slice(0, -1)) : address === line;
    else if (applies) headers[header[1]] = header[2];
  }
  return headers;
}

/** The file that a request asks for, if it is one inside the folder. */
function fileFor(root: string, path: string, url: string): string | undefined {
  // `URL` resolves every `..` before the path is looked at.
  const { pathname } = new URL(url, 'http://localhost');
  if (!pathname.startsWith(path)) return undefined;
  let file: string;
  try {
    file = join(root, decodeURIComponent(pathname.slice(path.length)));
    if (statSync(file).isDirectory()) file = join(file, 'index.html');
    file = realpathSync(file);
  } catch {
    return undefined;
  }
  return file.startsWith(root + sep) ? file : undefined;
}
