package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.Optional;

/** {@code tandem.oidc.*}. */
public interface OidcConfig {

    /** The issuer. */
    @About(
            unit = "URL",
            value = "OpenID Connect issuer whose tokens services may use. Unset: only access keys and our own tokens.")
    Optional<URI> issuer();

    /** The audience. */
    @WithDefault("https://communication.azure.com")
    @NotBlank @About(unit = "text", value = "Audience that a service's token must be for.")
    String audience();

    /** What scopes begin with. */
    @WithDefault("tandem.")
    @About(
            unit = "text",
            value =
                    "Scopes or roles that give permissions begin with this: tandem.admin, .numbers, .calls, .recordings, .read.")
    String scopePrefix();
}
