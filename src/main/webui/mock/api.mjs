/** An invented gateway for development and tests: the console's API in memory. It carries no sound and no SIP. */
export function mockGateway({ signedIn = true, owned = [], ended = [] } = {}) {
  const state = {
    signedIn,
    owned: [...owned],
    ended: [...ended],
    live: [],
    searches: new Map(),
    assignments: new Map(),
    next: 1,
  };
  return { state, handle: (method, url, body) => answer(state, method, new URL(url, 'http://mock'), body) };
}

const HOLD_MILLIS = 16 * 60_000;
const TRUNKS = [{ name: 'demo', host: '127.0.0.1', port: 5090, transport: 'udp', enabled: true }];
const COUNTRIES = [
  { localizedName: 'United States', countryCode: 'US' },
  { localizedName: 'United Kingdom', countryCode: 'GB' },
];
const AREA_CODES = [{ areaCode: '212' }, { areaCode: '312' }, { areaCode: '415' }];

const NEW_CONNECTION = 'endpoint=https://localhost:8443/;accesskey=bm90LWEtcmVhbC1rZXk=';

const routes = [
  ['GET', /^\/console\/session$/, (state) => ok(session(state))],
  ['POST', /^\/console\/session$/, signIn],
  ['DELETE', /^\/console\/session$/, signOut],
  ['POST', /^\/accessKeys\/(.+)\/:regenerate$/, (_, [name]) => ok({ name, connectionString: NEW_CONNECTION })],
  ['GET', /^\/trunks$/, () => ok({ value: TRUNKS })],
  ['GET', /^\/availablePhoneNumbers\/countries$/, () => ok({ countries: COUNTRIES })],
  ['GET', /^\/availablePhoneNumbers\/countries\/\w+\/areaCodes$/, () => ok({ areaCodes: AREA_CODES })],
  ['POST', /^\/availablePhoneNumbers\/countries\/(\w+)\/:search$/, search],
  ['GET', /^\/availablePhoneNumbers\/searchResults\/(.+)$/, (state, [id]) => ok(state.searches.get(id))],
  ['POST', /^\/availablePhoneNumbers\/:purchase$/, purchase],
  ['GET', /^\/phoneNumbers\/operations\//, () => ok({ status: 'succeeded' })],
  ['GET', /^\/phoneNumbers$/, (state) => ok({ phoneNumbers: state.owned })],
  ['GET', /^\/phoneNumbers\/(.+)\/assignment$/, assignment],
  ['PUT', /^\/phoneNumbers\/(.+)\/assignment$/, assign],
  ['DELETE', /^\/phoneNumbers\/(.+)$/, release],
  ['POST', /^\/identities$/, () => ok({ identity: { id: '8:acs:1b0c_ada' }, accessToken: token() }, 201)],
  ['POST', /^\/identities\/(.+)\/:issueAccessToken$/, () => ok(token())],
  ['POST', /^\/demo\/calls$/, (state) => ok({ id: `c-${state.next++}` }, 202)],
  ['GET', /^\/calls$/, calls],
  ['GET', /^\/calls\/(.+)$/, (state, [id]) => ok([...state.live, ...state.ended].find((call) => call.id === id))],
];

function answer(state, method, url, body) {
  for (const [routeMethod, pattern, route] of routes) {
    const match = routeMethod === method && pattern.exec(url.pathname);
    if (match) {
      return route(state, match.slice(1).map(decodeURIComponent), body, url);
    }
  }
  return undefined;
}

function session(state) {
  const common = { signedIn: state.signedIn, version: '0.1.0', domain: 'localhost' };
  return state.signedIn ? { ...common, endpoint: 'https://localhost:8443/' } : common;
}

function signIn(state, _, body) {
  if (!body?.accessKey || body.accessKey === 'wrong') {
    return refuse(401, 'Denied', 'That is not the access key of this gateway.');
  }
  state.signedIn = true;
  return ok(session(state));
}

function signOut(state) {
  state.signedIn = false;
  return ok({ signedIn: false });
}

function search(state, [country], body) {
  const id = `s-${state.next++}`;
  const line = String(99 + state.next).padStart(4, '0');
  const number =
    body.phoneNumberType === 'tollFree'
      ? `+1800555${line}`
      : country === 'GB'
        ? `+44207946${line}`
        : `+1${body.areaCode || '312'}555${line}`;
  state.searches.set(id, {
    searchId: id,
    phoneNumbers: [number],
    phoneNumberType: body.phoneNumberType,
    cost: { amount: 1, currencyCode: 'USD', billingFrequency: 'monthly' },
    searchExpiresBy: new Date(Date.now() + HOLD_MILLIS).toISOString(),
  });
  return ok({}, 202, { 'operation-id': `o-${id}`, 'search-id': id });
}

function purchase(state, _, { searchId }) {
  const found = state.searches.get(searchId);
  if (!found) {
    return refuse(404, 'NotFound', 'The hold on these numbers has ended. Search again.');
  }
  for (const phoneNumber of found.phoneNumbers) {
    state.owned.push({ phoneNumber, phoneNumberType: found.phoneNumberType, cost: found.cost });
  }
  return ok({}, 202, { 'operation-id': `o-${searchId}` });
}

function assignment(state, [number]) {
  const assigned = state.assignments.get(number);
  return assigned ? ok(assigned) : refuse(404, 'NotFound', 'Nobody answers this number.');
}

function assign(state, [number], body) {
  state.assignments.set(number, body);
  return ok(body);
}

function release(state, [number]) {
  state.owned = state.owned.filter((each) => each.phoneNumber !== number);
  state.assignments.delete(number);
  return ok({}, 202, { 'operation-id': 'o-release' });
}

function calls(state, _, __, url) {
  return ok({ value: url.searchParams.get('state') === 'live' ? state.live : state.ended });
}

function token() {
  return { token: 'mock', expiresOn: new Date(Date.now() + 24 * 3600_000).toISOString() };
}

function ok(body, status = 200, headers = {}) {
  return { status, headers, body };
}

function refuse(status, code, message) {
  return { status, headers: {}, body: { error: { code, message } } };
}
