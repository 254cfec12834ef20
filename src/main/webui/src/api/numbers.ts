import { ApiError, get, send } from './http';
import { finished } from './operation';
import type {
  AreaCodes,
  Assignment,
  Countries,
  Country,
  NumberType,
  PurchasedNumber,
  PurchasedNumbers,
  PurchaseRequest,
  SearchRequest,
  SearchResult,
} from './types';
import { PHONE_NUMBERS_VERSION as VERSION } from './versions';

export interface Wanted {
  country: string;
  type: NumberType;
  areaCode?: string;
}

export const searchPath = (country: string) => `/availablePhoneNumbers/countries/${country}/:search?${VERSION}`;
export const purchasePath = `/availablePhoneNumbers/:purchase?${VERSION}`;
export const assignmentPath = (number: string) => `/phoneNumbers/${encodeURIComponent(number)}/assignment`;

/** The search request; toll-free and mobile numbers are for applications only, in the wire format's rules. */
export function searchBody(wanted: Wanted): SearchRequest {
  return {
    phoneNumberType: wanted.type,
    assignmentType: wanted.type === 'geographic' ? 'person' : 'application',
    capabilities: { calling: 'inbound+outbound', sms: 'none' },
    ...(wanted.areaCode ? { areaCode: wanted.areaCode } : {}),
    quantity: 1,
  };
}

/** Finds one number and holds it for us. */
export async function search(wanted: Wanted): Promise<SearchResult> {
  const answer = await send('POST', searchPath(wanted.country), searchBody(wanted));
  await finished(answer);
  const id = answer.headers.get('search-id') ?? '';
  return get<SearchResult>(`/availablePhoneNumbers/searchResults/${encodeURIComponent(id)}?${VERSION}`);
}

export async function purchase(searchId: string): Promise<void> {
  await finished(await send('POST', purchasePath, { searchId } satisfies PurchaseRequest));
}

export async function release(number: string): Promise<void> {
  await finished(await send('DELETE', `/phoneNumbers/${encodeURIComponent(number)}?${VERSION}`));
}

export async function purchased(): Promise<PurchasedNumber[]> {
  return (await get<PurchasedNumbers>(`/phoneNumbers?${VERSION}`)).phoneNumbers;
}

export async function countries(): Promise<Country[]> {
  return (await get<Countries>(`/availablePhoneNumbers/countries?${VERSION}`)).countries;
}

export async function areaCodes(country: string, type: NumberType): Promise<string[]> {
  const path = `/availablePhoneNumbers/countries/${country}/areaCodes?phoneNumberType=${type}&${VERSION}`;
  return (await get<AreaCodes>(path)).areaCodes.map((each) => each.areaCode);
}

/** Who answers the number; undefined when nobody does. */
export async function assignment(number: string): Promise<Assignment | undefined> {
  try {
    return await get<Assignment | undefined>(assignmentPath(number));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

export async function assignTo(number: string, identity: string): Promise<void> {
  await send('PUT', assignmentPath(number), { kind: 'identity', id: identity } satisfies Assignment);
}
