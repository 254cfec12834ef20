/** Tokens that an OpenID Connect issuer gives to services: its keys, fetched and kept, and what its scopes allow. */
@NullMarked
package dev.tandem.access.oidc;

import org.jspecify.annotations.NullMarked;
