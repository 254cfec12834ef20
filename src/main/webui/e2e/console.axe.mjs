/**
 * Walks a first call in the built page and fails on any accessibility violation axe finds on the way,
 * in dark, light and a 360 px window. SCREENSHOTS=<directory> keeps a picture of each place.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { mediaPage, SipPeer } from './sip-peer.mjs';
import { site } from './site.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'narrow-dark', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
];
const ended = [
  call('c-9', 'inbound', '+15550100199', '+13125550102', 'callerHungUp', 200, 72),
  call('c-8', 'outbound', '+13125550102', '+442079460123', 'busy', 486),
];
const violations = [];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
try {
  for (const look of looks) {
    await signedOut(look);
    await firstCall(look);
  }
} finally {
  await browser.close();
}
if (violations.length) {
  console.error(violations.join('\n'));
  process.exit(1);
}
console.log('No accessibility violation.');

async function signedOut(look) {
  const { page, close } = await open(look, { signedIn: false });
  await page.getByTestId('access-key').fill('wrong');
  await page.getByTestId('sign-in').click();
  await page.getByRole('alert').getByText('not the access key').waitFor();
  await check(page, look, 'sign-in');
  await page.getByTestId('access-key').fill('endpoint=https://localhost:8443/;accesskey=right');
  await page.getByTestId('sign-in').click();
  await page.getByTestId('checklist').waitFor();
  await check(page, look, 'empty');
  await close();
}

async function firstCall(look) {
  const { page, peer, gateway, context, close } = await open(look, { ended });
  await page.getByTestId('search').click();
  const buy = page.getByTestId(/^buy-/).first();
  await buy.waitFor();
  await page.getByText('as curl').first().click();
  await check(page, look, 'search');
  await buy.click();
  await page.getByTestId('assign').click();
  await page.getByTestId('register').click();
  await page.getByTestId('ring-me').click();
  await check(page, look, 'checklist');
  const up = peer.call('+15550100199');
  await page.getByTestId('answer').waitFor();
  await check(page, look, 'incoming');
  await page.keyboard.press('Enter');
  await up;
  await expectState(page, 'connected');
  gateway.state.live = [call('c-1', 'inbound', '+15550100199', '+13125550102')];
  for (const key of ['1', 'star', '9']) {
    await page.getByTestId(`keypad-${key}`).click();
  }
  await page.getByTestId('quality-leg-trunk').waitFor();
  await page.waitForFunction(() => document.querySelector('[data-testid=remote-level]').value > 0.2);
  await page.waitForFunction(() => document.querySelector('[data-testid=mic-level]').value > 0.2);
  await page.waitForFunction(() => /opus/i.test(document.querySelector('[data-testid=quality-browser]').textContent));
  await check(page, look, 'in-call');
  await page.getByTestId('hold').click();
  await expectState(page, 'held');
  await page.getByTestId('hold').click();
  await expectState(page, 'connected');
  await page.getByTestId('mute').click();
  await page.locator('[data-testid=mute][aria-pressed=true]').waitFor();
  gateway.state.live = [];
  peer.hangUp();
  await expectState(page, 'ended');
  await check(page, look, 'ended');
  await dialOut(page, peer);
  await page
    .getByLabel(/^Release/)
    .first()
    .click();
  await check(page, look, 'release');
  await context.close();
  await close();
}

async function dialOut(page, peer) {
  await page.getByTestId('dial-input').fill('12');
  await page.getByTestId('dial').click();
  await page.getByRole('alert').getByText('not a full number').waitFor();
  await page.getByTestId('dial-input').fill('+1 555 010 0142');
  await page.getByTestId('dial').click();
  await peer.until(/^INVITE sip:\+15550100142@localhost /);
  await expectState(page, 'connected');
  await page.getByTestId('hang-up').click();
  await peer.until(/^BYE /);
  await expectState(page, 'ended');
}

async function open(look, options) {
  const served = await site(options);
  const context = await browser.newContext({
    colorScheme: look.colorScheme,
    viewport: look.viewport,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => violations.push(`${look.name}: page error: ${error.message}`));
  const media = await context.newPage();
  await media.goto(`${served.url}icon.svg`);
  await media.evaluate(mediaPage);
  await page.bringToFront();
  const peer = new SipPeer(page, media);
  await peer.listen();
  await page.goto(served.url);
  return { page, peer, context, gateway: served.gateway, close: async () => served.close() };
}

async function expectState(page, state) {
  await page.locator(`[data-testid=call-state][data-state=${state}]`).waitFor();
}

async function check(page, look, place) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    const where = violation.nodes.map(
      (node) => `    ${node.target.join(' ')}: ${node.any.concat(node.all)[0]?.message ?? ''}`,
    );
    violations.push(`${look.name}, ${place}: ${violation.id}: ${violation.help}\n${where.join('\n')}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) {
    violations.push(`${look.name}, ${place}: the page is ${wide} px wider than its window`);
  }
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${look.name}-${place}.png`, fullPage: true });
  }
}

function call(id, direction, from, to, endReason, sipCode, seconds) {
  const startedAt = '2026-01-02T10:00:00Z';
  const endedAt = endReason && '2026-01-02T10:01:16Z';
  const answeredAt = endReason && !seconds ? null : new Date(Date.parse(startedAt) + 4000).toISOString();
  const legs = [
    {
      id: 'l-1',
      kind: 'trunk',
      trunk: 'demo',
      codec: 'PCMU',
      packetsIn: 612,
      packetsOut: 605,
      lossPercent: 0,
      jitterMs: 0.4,
      mos: 4.4,
    },
    {
      id: 'l-2',
      kind: 'identity',
      identity: '8:acs:1b0c_ada',
      codec: 'OPUS',
      packetsIn: 605,
      packetsOut: 612,
      lossPercent: 0.1,
      jitterMs: 2.1,
      mos: 4.3,
    },
  ];
  return {
    id,
    state: endReason ? 'ended' : 'connected',
    direction,
    from,
    to,
    startedAt,
    answeredAt,
    endedAt,
    endReason,
    sipCode,
    legs,
  };
}
