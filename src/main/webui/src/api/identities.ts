import { send } from './http';
import { IDENTITY_VERSION as VERSION } from './versions';
import type { AccessToken } from './types';

interface Created {
  identity: { id: string };
  accessToken?: AccessToken;
}

export interface NewIdentity {
  id: string;
  token: AccessToken | undefined;
}

export async function createIdentity(): Promise<NewIdentity> {
  const { body } = await send<Created>('POST', `/identities?${VERSION}`, { createTokenWithScopes: ['voip'] });
  return { id: body.identity.id, token: body.accessToken };
}

export async function issueToken(id: string): Promise<AccessToken> {
  const path = `/identities/${encodeURIComponent(id)}/:issueAccessToken?${VERSION}`;
  return (await send<AccessToken>('POST', path, { scopes: ['voip'] })).body;
}
