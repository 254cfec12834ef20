/** The shapes the server sends and takes; field names are the wire's. */

export interface Session {
  signedIn: boolean;
  connectionString?: string;
  version: string;
  /** The host part of our SIP addresses. */
  domain: string;
}

export type NumberType = 'geographic' | 'tollFree' | 'mobile';

export interface Cost {
  amount: number;
  currencyCode: string;
  billingFrequency: string;
}

export interface SearchResult {
  searchId: string;
  phoneNumbers: string[];
  phoneNumberType: NumberType;
  cost?: Cost;
  /** When the hold on the numbers ends, ISO 8601. */
  searchExpiresBy?: string;
}

export interface PurchasedNumber {
  phoneNumber: string;
  countryCode?: string;
  phoneNumberType?: NumberType;
  purchaseDate?: string;
  cost?: Cost;
}

export interface Country {
  localizedName: string;
  countryCode: string;
}

export interface Assignment {
  kind: 'identity' | 'application' | 'sip';
  id?: string;
  application?: string;
  uri?: string;
}

export interface AccessToken {
  token: string;
  expiresOn: string;
}

export interface Operation {
  status: 'notStarted' | 'running' | 'succeeded' | 'failed';
  error?: { code: string; message: string };
  resourceLocation?: string;
}

export type CallState = 'ringing' | 'connected' | 'held' | 'ended';

export interface Leg {
  id: string;
  kind: 'trunk' | 'identity' | 'application';
  trunk?: string | null;
  identity?: string | null;
  codec?: string | null;
  packetsIn?: number | null;
  packetsOut?: number | null;
  lossPercent?: number | null;
  jitterMs?: number | null;
  mos?: number | null;
  remoteLossPercent?: number | null;
  remoteJitterMs?: number | null;
  roundTripMs?: number | null;
  remoteMos?: number | null;
}

export interface Call {
  id: string;
  state: CallState;
  direction: string;
  from: string;
  to: string;
  startedAt?: string | null;
  answeredAt?: string | null;
  endedAt?: string | null;
  endReason?: string | null;
  sipCode?: number | null;
  legs?: Leg[] | null;
}

export interface Trunk {
  name: string;
  host: string;
  port: number;
  transport: string;
  enabled: boolean;
}
