import type { components } from './wire';

/** The shapes of the wire, as the gateway's own description has them: `npm run types` writes `wire.ts` from it. */
type Wire = components['schemas'];

/** The description calls almost every field of an answer optional. These are always there, and the console needs them. */
type With<T, K extends keyof T> = T & Required<Pick<T, K>>;

/** Some fields known more narrowly than described. */
type Narrowed<T, N extends { [K in keyof N]: K extends keyof T ? T[K] : never }> = Omit<T, keyof N> & N;

export type Session = With<Wire['SessionState'], 'signedIn' | 'version' | 'domain'>;
export type SignIn = Wire['SignIn'];
export type MadeAccessKey = With<Wire['KeyView'], 'connectionString'>;

export type SearchRequest = Wire['PhoneNumberSearchRequest'];
export type NumberType = SearchRequest['phoneNumberType'];
export type Cost = Required<Wire['PhoneNumberCost']>;
export type SearchResult = Narrowed<
  With<Wire['PhoneNumberSearchResult'], 'searchId' | 'phoneNumbers'>,
  { phoneNumberType?: NumberType; cost?: Cost }
>;
export type PurchaseRequest = Wire['PhoneNumberPurchaseRequest'];
export type PurchasedNumber = Narrowed<
  With<Wire['PurchasedPhoneNumber'], 'phoneNumber'>,
  { phoneNumberType?: NumberType; cost?: Cost }
>;
export type PurchasedNumbers = Narrowed<Wire['PurchasedPhoneNumbers'], { phoneNumbers: PurchasedNumber[] }>;
export type Country = Required<Wire['PhoneNumberCountry']>;
export type Countries = Narrowed<Wire['PhoneNumberCountries'], { countries: Country[] }>;
export type AreaCode = Required<Wire['PhoneNumberAreaCode']>;
export type AreaCodes = Narrowed<Wire['PhoneNumberAreaCodes'], { areaCodes: AreaCode[] }>;
export type Assignment = Wire['PhoneNumberAssignment'];
export type Operation = Wire['PhoneNumberOperation'];

export type AccessToken = Required<Wire['Token']>;
export type TokenRequest = Wire['TokenRequest'];
export type IdentityRequest = Wire['CreateRequest'];
export type CreatedIdentity = Narrowed<
  Wire['Created'],
  { identity: Required<Wire['IdentityId']>; accessToken?: AccessToken }
>;

export type Leg = With<Wire['LegView'], 'id' | 'kind'>;
export type Call = Narrowed<With<Wire['CallView'], 'id' | 'state' | 'direction' | 'from' | 'to'>, { legs?: Leg[] }>;
export type Calls = Narrowed<Wire['Calls'], { value: Call[] }>;
export type DemoCallRequest = Wire['PlaceCall'];
export type DemoCall = With<Wire['PlacedCall'], 'id'>;

export type Trunk = With<Wire['Trunk'], 'name' | 'port' | 'transport' | 'enabled'>;
export type Trunks = Narrowed<Wire['TrunkPage'], { value: Trunk[] }>;

/** The body of every refusal. The description has the error, not what wraps it. */
export interface Refusal {
  error?: Wire['AcsError'];
}
