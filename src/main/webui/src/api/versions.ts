export const PHONE_NUMBERS_VERSION = 'api-version=2022-12-01';
export const IDENTITY_VERSION = 'api-version=2023-10-01';
