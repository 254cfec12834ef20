import { send } from './http';
import type { AccessToken, CreatedIdentity, IdentityRequest, TokenRequest } from './types';
import { IDENTITY_VERSION as VERSION } from './versions';

export interface NewIdentity {
  id: string;
  token: AccessToken | undefined;
}

export async function createIdentity(): Promise<NewIdentity> {
  const wanted: IdentityRequest = { createTokenWithScopes: ['voip'] };
  const { body } = await send<CreatedIdentity>('POST', `/identities?${VERSION}`, wanted);
  return { id: body.identity.id, token: body.accessToken };
}

export async function issueToken(id: string): Promise<AccessToken> {
  const path = `/identities/${encodeURIComponent(id)}/:issueAccessToken?${VERSION}`;
  return (await send<AccessToken>('POST', path, { scopes: ['voip'] } satisfies TokenRequest)).body;
}
