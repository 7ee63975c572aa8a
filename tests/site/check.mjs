// What check.sh has a browser and html-validate look at. Every finding is printed; any makes it fail.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import puppeteer from 'puppeteer-core';
import { HtmlValidate } from 'html-validate';

const [, , work, preview] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const findings = [];
const counts = {};
function fail(where, what) {
  findings.push(`${where}: ${what}`);
}
function count(what) {
  counts[what] = (counts[what] ?? 0) + 1;
}
function pages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
// A bundle that was handed on lies by itself.
const feed = (show) => show === 'bundle' ? join(work, 'bundle') : join(work, show, 'feed');
const url = (show, page) => show === 'preview' ? `${preview}/${page}` : `file://${feed(show)}/${page}`;
const newest = readdirSync(join(feed('full'), 'episodes')).filter((name) => name.startsWith('003-'))[0];
const richest = readdirSync(join(feed('full'), 'episodes')).filter((name) => name.startsWith('004-'))[0];
const draft = readdirSync(join(work, 'desk', 'episodes')).filter((name) => name.startsWith('005-'))[0];
const hostile = readdirSync(join(feed('full'), 'episodes')).filter((name) => name.startsWith('001-'))[0];
// One of each kind, and of those that can look otherwise more than one.
const looked = [
  ['empty', 'index.html'], ['empty', 'episodes/index.html'],
  ['alone', 'index.html'], ['alone', 'subscribe.html'],
  ['full', 'index.html'], ['full', 'episodes/index.html'], ['full', 'subscribe.html'],
  ['full', 'search.html?q=havn'], ['full', '404.html'],
  ['full', `episodes/${newest}/index.html`], ['full', `episodes/${hostile}/index.html`],
  ['full', `episodes/${newest}/embed.html`],
  ['full', `episodes/${richest}/index.html`], ['full', `episodes/${richest}/embed.html`],
  ['preview', 'index.html'], ['preview', `episodes/${draft}/index.html`],
  ['bundle', 'index.html'],
  ['past', 'index.html'], ['past', 'episodes/index.html'], ['past', 'episodes/2024.html'],
];
const modes = {
  light: { scheme: 'light', width: 1280, height: 900 },
  dark: { scheme: 'dark', width: 1280, height: 900 },
  narrow: { scheme: 'light', width: 320, height: 640 },
  // Enlarged to 200 %: half as many pixels of style, each of them twice as large.
  enlarged: { scheme: 'dark', width: 640, height: 450, deviceScaleFactor: 2 },
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
});

/** Opens a page, and watches what it asks for and complains of. */
async function open(address, { scheme = 'light', width = 1280, height = 900, deviceScaleFactor = 1, script = true } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height, deviceScaleFactor });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const where = address.replace(`file://${work}/`, '');
  page.on('pageerror', (error) => fail(where, `the script fails: ${error.message}`));
  page.on('console', (said) => said.type() === 'error' && fail(where, `the browser says: ${said.text()}`));
  page.on('request', (request) => {
    const outside = !/^(file:|data:|http:\/\/127\.0\.0\.1)/.test(request.url());
    if (outside) fail(where, `asks another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A player that goes to another place drops what it was loading.
    if (request.resourceType() !== 'media') fail(where, `does not find ${request.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'load' });
  return page;
}

async function axed(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run({
    preload: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  count('axe');
  for (const violation of found.violations) {
    for (const node of violation.nodes.slice(0, 3)) {
      fail(where, `axe ${violation.id}: ${violation.help}\n    ${node.html.slice(0, 160)}\n    ${node.failureSummary.replace(/\n/g, ' ')}`);
    }
  }
}

for (const [show, name] of looked) {
  for (const [mode, how] of Object.entries(modes)) {
    const where = `${show}/${name} ${mode}`;
    const page = await open(url(show, name), how);
    // Before anything is opened: what opens pushes the rest down, and is meant to.
    const shifted = await page.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 50)));
    }));
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await axed(page, where);
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      unsized: [...document.images].filter((one) => !one.getAttribute('width') || !one.getAttribute('height')).length,
      small: [...document.querySelectorAll('a,button,select,input,summary')].filter((one) => {
        const box = one.getBoundingClientRect();
        // In running text a link is as high as its line (WCAG 2.5.8 lets it be).
        const text = one.closest('.notes,.lead,noscript,.meta,.lost');
        return !text && box.width && !one.matches('.skip') && (box.width < 24 || box.height < 24);
      }).map((one) => one.outerHTML.slice(0, 120)),
    }));
    if (seen.wide > 0) fail(where, `is ${seen.wide} pixels too wide`);
    if (shifted > 0.01) fail(where, `shifts by ${shifted}`);
    if (seen.unsized) fail(where, `${seen.unsized} pictures have no size`);
    for (const one of seen.small) fail(where, `a small target: ${one}`);
    count('looked at');
    await page.close();
  }
}

// By keyboard: everything that can be used is reached, in the order in which it stands, and is seen to be.
for (const [show, name] of [['full', 'index.html'], ['full', `episodes/${newest}/index.html`], ['full', `episodes/${richest}/index.html`],
  ['full', 'subscribe.html'], ['bundle', 'index.html'], ['preview', `episodes/${draft}/index.html`]]) {
  const where = `${show}/${name} by keyboard`;
  const page = await open(url(show, name));
  const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href],button,select,input,summary')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('details:not([open]) > :not(summary)')).length);
  const order = [];
  for (let n = 0; n < wanted; n++) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() => {
      const one = document.activeElement;
      const all = [...document.querySelectorAll('*')];
      const rings = [one, one.closest('.row'), one.closest('.track')].filter(Boolean)
        .some((box) => parseFloat(getComputedStyle(box).outlineWidth) >= 2 && getComputedStyle(box).outlineStyle !== 'none');
      return { at: all.indexOf(one), rings, html: one.outerHTML.slice(0, 100) };
    }));
  }
  if (!order[0].html.includes('class="skip"')) fail(where, 'the first stop is not the way to the content');
  order.forEach((one, n) => {
    if (n && one.at <= order[n - 1].at) fail(where, `stop ${n} goes back: ${one.html}`);
    if (!one.rings) fail(where, `the focus cannot be seen: ${one.html}`);
  });
  count('by keyboard');
  await page.close();
}

// The player: its keys, its buttons, the place that it remembers; and a field keeps its own keys.
{
  const where = 'the player';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    let bytes;
    try { bytes = readFileSync(join(feed('full'), path)); } catch { response.writeHead(404).end(); return; }
    const type = { html: 'text/html', css: 'text/css', js: 'text/javascript', mp3: 'audio/mpeg', jpg: 'image/jpeg' }[path.split('.').pop()] ?? 'text/plain';
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
    const from = range ? Number(range[1]) : 0;
    const to = range?.[2] ? Number(range[2]) : bytes.length - 1;
    response.writeHead(range ? 206 : 200, {
      'content-type': type, 'accept-ranges': 'bytes', 'content-length': to - from + 1,
      ...(range && { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
    });
    response.end(bytes.subarray(from, to + 1));
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const address = `http://127.0.0.1:${server.address().port}/episodes/${newest}/index.html`;
  const page = await open(address);
  const at = () => page.evaluate(() => Number(document.querySelector('.seek').value));
  const expect = async (wanted, what) => {
    const now = await at();
    if (Math.abs(now - wanted) > 1) fail(where, `${what}: at ${now}, not at ${wanted}`);
    count('player');
  };
  await page.focus('.seek');
  for (const [key, wanted] of [['ArrowRight', 5], ['ArrowRight', 10], ['ArrowLeft', 5], ['End', 19], ['j', 4], ['Home', 0], ['l', 19], ['J', 4]]) {
    await page.keyboard.press(key);
    await expect(wanted, key);
  }
  await page.focus('.rate');
  await page.keyboard.press('l');
  await expect(4, 'l in the list of speeds');
  const playing = (wanted) => page.waitForFunction((wanted) => {
    const audio = document.querySelector('audio');
    return audio.paused !== wanted && (!wanted || audio.currentTime > 4);
  }, { timeout: 10000 }, wanted).catch(() => fail(where, wanted ? 'does not play' : 'does not stop'));
  await page.focus('.seek');
  await page.keyboard.press('k');
  await playing(true);
  const label = await page.$eval('.play', (one) => one.getAttribute('aria-label'));
  if (!label.startsWith('Pause')) fail(where, `the button says ${label}`);
  await page.keyboard.press('Space');
  await playing(false);
  await page.focus('.back');
  await page.keyboard.press('Space');
  await expect(0, 'the button that goes back, by the space bar');
  await page.click('.ahead');
  await expect(19, 'the button that goes ahead');
  await page.focus('.seek');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await page.reload();
  await expect(9, 'the place that was remembered');
  await page.goto(`${address}#t=7`);
  await page.reload();
  await expect(7, 'the place in the address');
  const wave = await page.$eval('.track', (one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; });
  await page.mouse.click(...wave);
  await expect(10, 'a click on the waveform');
  await page.close();

  // Nothing of a sound is loaded before somebody wants it.
  const quiet = await browser.newPage();
  quiet.on('request', (request) => request.url().endsWith('.mp3') && fail(where, 'loads sound unasked'));
  await quiet.goto(address, { waitUntil: 'networkidle0' });
  await quiet.close();
  server.close();
  server.closeAllConnections();
}

// A bundle, from the bare disk: one player goes from sound to sound, and remembers the place.
{
  const where = 'the bundle';
  const page = await open(url('bundle', 'index.html'));
  const state = () => page.evaluate(() => ({
    hidden: document.querySelector('.bar').hidden,
    playing: document.querySelector('.bar').classList.contains('playing'),
    title: document.querySelector('.bar-title').textContent,
    at: Number(document.querySelector('.bar-seek').value),
    current: [...document.querySelectorAll('.sound')].findIndex((one) => one.classList.contains('current')),
  }));
  const expect = async (what, right) => {
    const now = await page.waitForFunction((right) => new Function('s', `return ${right}`)({
      hidden: document.querySelector('.bar').hidden,
      playing: document.querySelector('.bar').classList.contains('playing'),
      at: Number(document.querySelector('.bar-seek').value),
      current: [...document.querySelectorAll('.sound')].findIndex((one) => one.classList.contains('current')),
    }), { timeout: 10000 }, right).catch(() => null);
    if (!now) fail(where, `${what}: ${JSON.stringify(await state())}`);
    count('bundle');
  };
  await expect('nothing plays unasked', 's.hidden && !s.playing');
  await page.click('.begin');
  await expect('plays from the beginning', '!s.hidden && s.playing && s.current === 0');
  await page.waitForFunction(() => document.querySelectorAll('.sound')[1].classList.contains('current'), { timeout: 15000 })
    .catch(() => fail(where, 'does not go on with the next'));
  const longest = await page.$$eval('.sound', (all) => all.findIndex((one) => Number(one.dataset.seconds) >= 20));
  await (await page.$$('.go'))[longest].click();
  await expect('plays what is asked for', `s.playing && s.current === ${longest}`);
  await page.focus('.bar-seek');
  await page.keyboard.press('l');
  await expect('goes ahead by a key', 's.at > 15');
  await page.keyboard.press('j');
  await expect('goes back by a key', 's.at < 10');
  await page.$eval('.bar-seek', (one) => { one.value = 8; one.dispatchEvent(new Event('input')); });
  await expect('goes to a place', 's.at >= 8 && s.at < 11');
  await page.click('.bar .play');
  await expect('stops', '!s.playing');
  await page.reload();
  await page.click('.begin');
  await expect('goes on where it was', `s.playing && s.current === ${longest} && s.at >= 7`);
  await axed(page, where);
  await page.close();
  const bare = await open(url('bundle', 'index.html'), { script: false });
  const shown = async (selector) => (await bare.$(selector))?.isVisible() ?? false;
  if (!(await shown('.sound audio[controls]'))) fail(where, 'has no player without JavaScript');
  for (const dead of ['.go', '.begin', '.bar']) {
    if (await shown(dead)) fail(where, `${dead} is there without JavaScript and does nothing`);
  }
  await bare.close();
}

// Without JavaScript: the browser's own player, and nothing that does not work.
{
  const page = await open(url('full', `episodes/${newest}/index.html`), { script: false });
  const shown = async (selector) => (await page.$(selector))?.isVisible() ?? false;
  if (!(await shown('audio[controls]'))) fail('without JavaScript', 'there is no player');
  for (const dead of ['.deck', '.copy']) {
    if (await shown(dead)) fail('without JavaScript', `${dead} is there and does nothing`);
  }
  count('without JavaScript');
  await page.close();
  const search = await open(url('full', 'search.html'), { script: false });
  const link = await search.$('noscript a');
  if (!(await link?.isVisible())) fail('without JavaScript', 'the search leads nowhere');
  await search.close();
}

// From the bare disk: the search answers, and its answers lead to pages.
{
  const where = 'the search';
  const page = await open(url('full', 'search.html'));
  const ask = async (text) => {
    await page.$eval('#q', (field) => { field.value = ''; });
    await page.type('#q', text);
    await page.keyboard.press('Enter');
    return page.$$eval('#found .name', (all) => all.map((one) => one.href));
  };
  for (const [text, wanted] of [['havnen', 1], ['HAVN nat', 1], ['æøå', 1], ['aeoeaa', 1], ['sejler', 1], ['<script>', 1], ['langt', 1], ['intetsomhelst', 0]]) {
    const found = await ask(text);
    if (found.length !== wanted) fail(where, `${text}: ${found.length} found, not ${wanted}`);
    count('searches');
  }
  const [first] = await ask('havnen');
  await page.goto(first, { waitUntil: 'load' });
  if (!(await page.$eval('h1', (one) => one.textContent)).includes('Havnen')) fail(where, 'leads elsewhere');
  await page.close();
}

// The preview: the draft is marked as one, and what was noticed stands on the waveform.
{
  const page = await open(url('preview', `episodes/${draft}/index.html`));
  const text = await page.evaluate(() => document.body.innerText);
  if (!/Kladde/.test(text) || !/overdriven/.test(text)) fail('the preview', 'does not say what was noticed');
  const marks = await page.$$eval('.marks a', (all) => all.length);
  if (!marks) fail('the preview', 'marks nothing on the waveform');
  count('preview');
  await page.close();
  for (const file of ['feed.xml', 'index.html']) {
    const listeners = readFileSync(join(feed('desk'), file), 'utf8');
    if (listeners.includes('Kladde')) fail('the preview', `puts the draft into ${file}`);
  }
}

// Every link of every page leads to a file that is there.
for (const show of ['empty', 'alone', 'full', 'bundle']) {
  for (const file of pages(feed(show))) {
    const page = await open(`file://${file}`);
    const links = await page.$$eval('a[href],link[href],img[src],script[src],audio[src]', (all) => all.map((one) => one.href || one.src));
    for (const link of links.filter((link) => link.startsWith('file:'))) {
      try { readFileSync(decodeURIComponent(new URL(link).pathname)); } catch { fail(relative(work, file), `links to ${link}, which is not there`); }
      count('links');
    }
    await page.close();
  }
}

// On paper: the poster fills one sheet.
{
  const page = await open(`file://${join(work, 'full/poster.html')}`);
  await axed(page, 'the poster');
  const paper = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const sheets = (paper.match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (sheets !== 1) fail('the poster', `takes ${sheets} sheets`);
  await page.close();
}
await browser.close();

const validate = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Titles are as long as people make them.
    'long-title': 'off',
    // HTML as browsers read it: void elements without a slash, and short attributes.
    'void-style': ['error', { style: 'omit' }],
    'attribute-boolean-style': ['error', { style: 'omit' }],
    'doctype-style': ['error', { style: 'lowercase' }],
    // What comes from the same folder needs no proof that it is the same.
    'require-sri': 'off',
  },
});
for (const show of ['empty', 'alone', 'full', 'bundle', 'past']) {
  const all = pages(feed(show));
  for (const file of show === 'past' ? all.filter((_, n) => n % 40 === 0) : all) {
    const report = await validate.validateFile(file);
    count('html-validate');
    for (const result of report.results) {
      for (const message of result.messages) {
        fail(relative(work, file), `html-validate ${message.ruleId}, line ${message.line}: ${message.message}`);
      }
    }
  }
}

console.log(Object.entries(counts).map(([what, n]) => `${what}: ${n}`).join(', '));
for (const finding of findings) console.log(finding);
console.log(`${looked.length * Object.keys(modes).length} pages looked at, ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
