import { defineConfig } from 'vitest/config';
import { mockApi } from './mock/plugin.mjs';

/** `npm run dev` answers the API from the mock, or from a running gateway when TANDEM_URL names one. */
const gateway = process.env.TANDEM_URL;
const apiPaths = [
  '/console/session',
  '/console/sign-in',
  '/availablePhoneNumbers',
  '/phoneNumbers',
  '/identities',
  '/calls',
  '/demo',
  '/trunks',
];

export default defineConfig({
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: gateway ? [] : [mockApi()],
  server: gateway
    ? {
        proxy: {
          ...Object.fromEntries(apiPaths.map((path) => [path, { target: gateway, secure: false }])),
          '/ws': { target: gateway, ws: true, secure: false },
        },
      }
    : {},
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 400 },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
