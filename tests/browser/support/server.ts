import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs';
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
  if (!existsSync(join(folder, 'index.html'))) {
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
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  createReadStream(file).pipe(response);
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
